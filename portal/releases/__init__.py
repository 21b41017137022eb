"""Figures frozen and published together: prepared, looked at, published, and never changed again."""
