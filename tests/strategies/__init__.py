"""Strategies: the files, the loader, in force, and the public pages."""
