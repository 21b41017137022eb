"""The directory: organisations and their services, browsed by families and kept by officers."""
