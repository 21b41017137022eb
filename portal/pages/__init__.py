"""Families' pages that gather from several features, and the layouts' navigation."""
