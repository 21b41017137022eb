"""Tests of the components: their markup against the package's own examples, and our own pieces."""
