"""`make bench`: speed against floors taken in the same run, on a quiet machine."""
