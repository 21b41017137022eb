"""Surveys: one survey in up to three modes, immutable published versions, and their waves."""
