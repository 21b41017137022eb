"""Record-level files: one row a response, by a named permission and for a purpose."""
