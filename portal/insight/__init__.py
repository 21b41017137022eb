"""What staff work with: home, feedback list and sorting desk, theme and priority pages."""
