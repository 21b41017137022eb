"""Places and events: where answers are asked for, with the days on which they are."""
