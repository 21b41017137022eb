"""Tests of surveys and of answering them."""
