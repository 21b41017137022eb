"""Votes on priorities: many ways to vote, one count that everybody can check."""
