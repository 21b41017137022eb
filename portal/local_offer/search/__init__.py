"""Finding help with the words people have: spelling, everyday words, one scorer, two engines."""
