"""Tests of the words check that editors use."""
