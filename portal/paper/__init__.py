"""Batches of paper forms, the people who key and check them, and the two who sign: only then they count."""
