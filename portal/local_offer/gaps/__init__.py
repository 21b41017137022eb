"""The register of gaps: what families look for and do not get, what is done, and what came of it."""
