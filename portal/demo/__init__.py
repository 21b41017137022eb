"""A believable, clearly made-up data set to show the portal with."""
