"""The register of what left the service: when, to whom, under which rule, with its checksum."""
