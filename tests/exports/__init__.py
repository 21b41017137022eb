"""Tests of the files that leave the service."""
