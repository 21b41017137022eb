"""Tests of earlier surveys and notes that are brought in from files."""
