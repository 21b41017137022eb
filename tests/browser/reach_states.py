"""The states of reach: who answered by each thing, figures that are refused, notes that are kept."""

import io
import re

import flask

from portal.accounts.roles import Role
from portal.core.worker import running
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member

REACH = f"{AREA}/staff/reach/"
FIGURES = f"{REACH}figures/"
WRONG = b"dimension,category,number,day,source\nage-band,0-4,12%,2026-01-01,census\n"


def see_reach_states(app: flask.Flask, album: Album) -> None:
    """An officer looks at each dimension, brings figures, wrong ones first, and writes down a way."""
    officer = staff_member(app, album, Role.OFFICER)
    for dimension in ("age-band", "need", "plan"):
        officer.page(f"{REACH}?by={dimension}")
    officer.post_form(FIGURES, 422, file=(io.BytesIO(WRONG), "figures.csv"))
    officer.post_form(f"{FIGURES}need/", 422, number_asd="-3")
    kept = re.findall(rf'href="({FIGURES}\d+/)"', officer.page(FIGURES))
    officer.post_form(kept[0], 422, of_day="")
    note = f"{REACH}notes/plan/"
    officer.post_form(note, 422, words="")
    idea = {"category": "ehcp", "words": "Ask at reviews.", "state": "idea", "owner_role": ""}
    officer.post_form(note, 303, **idea)
    way = re.findall(rf'href="({REACH}notes/\d+/)"', officer.page(f"{REACH}?by=plan"))
    officer.post_form(way[0], 422, state="tried", outcome="")
    staff_member(app, album, Role.BOARD_VIEWER).page(REACH)
    files = f"{AREA}/staff/exports/reach/"
    officer.post_form(files, 422, purpose="")
    asked = {"span": "last-year", "purpose": "For the board in May", "format": "csv"}
    making = str(officer.post_form(files, 303, **asked).location)
    officer.page(making)
    with app.app_context():
        running.run_waiting()
    officer.page(str(officer.get(making).location))
    officer.page(files)
