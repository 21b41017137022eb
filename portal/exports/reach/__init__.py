"""Reach as a file: who answered beside who lives here, as the page of reach shows it."""
