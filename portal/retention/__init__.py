"""Carries out each area's retention: what is older than its days goes, and that it went is recorded."""
