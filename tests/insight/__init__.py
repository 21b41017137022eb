"""Tests of the staff pages that read, sort and report what families said."""
