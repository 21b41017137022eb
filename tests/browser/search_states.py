"""The states of the search: found, put right, as typed, far away, nothing found, help first, the list."""

import re

import flask

from portal.accounts.roles import Role
from portal.local_offer.log.reports import REPORTS
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor

SEARCH = f"{AREA}/local-offer/"
STAFF = f"{AREA}/staff/local-offer/"


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


def see_searches_of_staff(app: flask.Flask, album: Album) -> None:
    """An officer reads every report, maps a cluster, brings a log, opens and changes a gap."""
    officer = staff_member(app, album, Role.OFFICER)
    for report in REPORTS:
        officer.page(f"{STAFF}searches/reports/{report}/")
    cluster = re.search(r"searches/clusters/(\d+)/", officer.page(f"{STAFF}searches/"))
    assert cluster, "the demonstration has no searches"
    officer.page(f"{STAFF}searches/clusters/{cluster[1]}/")
    officer.page(f"{STAFF}searches/bring/")
    officer.post_form(f"{STAFF}searches/bring/", 422, source="portal")
    words = f"{STAFF}words/"
    officer.post_form(words, 422, words="")
    officer.post_form(words, 303, words="the Kite\nKite house", group="")
    officer.post_form(f"{words}pins/", 422, at=words, search="kite", service="0")
    service = re.search(r'<option value="(\d+)"', officer.page(words))
    assert service
    officer.post_form(f"{words}pins/", 303, at=words, search="kite", service=service[1])
    officer.page(words)
    officer.page(f"{STAFF}gaps/")
    officer.page(f"{STAFF}gaps/add/?cluster={cluster[1]}")
    officer.post_form(f"{STAFF}gaps/add/", 422)
    typed = {"title": "Somewhere to skate", "state": "real", "theme": "", "owner_role": "officer"}
    gap = str(officer.post_form(f"{STAFF}gaps/add/?cluster={cluster[1]}", 303, **typed).location)
    officer.page(gap)
    officer.post_form(gap, 422, **typed, due_on="soon")
    officer.page(f"{STAFF}gaps/")
