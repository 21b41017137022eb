"""Suggestions: which themes words may belong under, with reasons; never counted until a person confirms."""
