"""Tests of the pictures: those that ship and those of an area."""
