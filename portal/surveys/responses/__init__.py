"""Answering a survey: one question a page, saved as each page is sent."""
