"""Tests of the Local Offer."""
