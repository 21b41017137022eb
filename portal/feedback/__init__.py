"""What families say: the feedback item and everything that may happen to it."""
