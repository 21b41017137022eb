"""Figures of surveys: waves, audiences and ways of asking side by side, never added up."""
