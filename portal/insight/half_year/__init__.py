"""The report of half a year for the partnership board and everyone: frozen, with a checksum."""
