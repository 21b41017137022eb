"""Tests of the agreement on how families and services work together."""
