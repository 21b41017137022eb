"""The states of the search: found, put right, as typed, far away, nothing found, help first, the list."""

import re

import flask

from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.visitor import Visitor

SEARCH = f"{AREA}/local-offer/"


def see_search_states(app: flask.Flask, album: Album) -> None:
    """A family searches with misspelt words, keeps a result, and meets a search that finds nothing."""
    family = Visitor(app, album, "a family that searches")
    found = family.page(f"{SEARCH}?q=speach+terapy&age=0-4&near=53.39,-2.96")
    family.page(f"{SEARCH}?q=speach+terapy&typed=yes")
    family.page(f"{SEARCH}?q=driving+lessons&place=unknown")
    family.page(f"{SEARCH}?q=self+harm")
    service = re.search(r'name="keep" value="(\d+)"', found)
    assert service, "the demonstration has no service for talking"
    at = f"{SEARCH}?q=speach+terapy"
    family.post_form(f"{SEARCH}saved/", 303, at=at, keep=service[1], back="q=speach+terapy")
    family.page(f"{SEARCH}saved/")
    easy = Visitor(app, album, "a family that searches in Easy Read", mode="easy")
    easy.page(f"{SEARCH}?easy=yes")
    easy.page(f"{SEARCH}?q=swiming")
    easy.page(f"{SEARCH}?q=driving")
