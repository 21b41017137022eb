"""Local Offer champions: a role at a setting that is asked each school term to check its entries."""
