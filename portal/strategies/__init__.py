"""Strategies and their priorities, commitments and measures; themes; the crosswalk between plans."""
