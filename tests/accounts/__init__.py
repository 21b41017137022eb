"""Tests of people, sign-in, settings and the audit pages."""
