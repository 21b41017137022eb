"""The words check for editors: what is hard to read in a text, and what to say instead."""
