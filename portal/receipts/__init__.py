"""What a family holds: five easy words that open what became of what they said."""
