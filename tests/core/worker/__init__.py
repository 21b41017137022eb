"""Tests of the worker and its long jobs."""
