"""Rules for the whole app, which fail."""
