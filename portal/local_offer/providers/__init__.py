"""Providers check their own entry by a signed link; what they correct waits for an officer."""
