"""Agreement: a second person sorts a random sample without seeing the first, and how far the two agree."""
