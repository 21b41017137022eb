"""Tests of releases: preparing, looking, publishing, and that nothing published ever changes."""
