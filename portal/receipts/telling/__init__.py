"""E-mails that say "something has changed on your page": kept apart from receipts, never with words."""
