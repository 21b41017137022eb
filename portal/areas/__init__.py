"""Areas and their localities, brand and settings: everything else hangs from an area."""
