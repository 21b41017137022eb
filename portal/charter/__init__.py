"""How we work together: the agreement of families and services, its versions, and how well it is kept."""
