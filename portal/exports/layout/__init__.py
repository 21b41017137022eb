"""Cleared words by question and person, in the layout that tools for analysing consultations read."""
