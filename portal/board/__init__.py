"""The "you said, we did" board: what families said, what the partnership promised, and how it stands."""
