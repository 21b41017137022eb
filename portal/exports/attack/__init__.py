"""The attack on everything that left: released files, public pages, and what staff made into files."""
