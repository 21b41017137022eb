"""What families look for, as counters: no person, no session, no rare word as it was typed."""
