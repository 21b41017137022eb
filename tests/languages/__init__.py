"""Tests of the languages: catalogues, signing, choosing, and what a page is shown in."""
