"""Tests of the portal; folders as in portal/."""
