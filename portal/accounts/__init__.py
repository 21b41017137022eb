"""Staff: sign-in, people, roles, invitations, and the staff pages of what lies below."""
