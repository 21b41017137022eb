"""Tests of the outbox, with a real mail server."""
