"""Tests of the pages that gather."""
