"""The states of measures that no link leads to: forms that are refused, and what stands after."""

import re

import flask

from portal.accounts.roles import Role
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor

MEASURES = f"{AREA}/staff/measures/"


def see_measure_states(app: flask.Flask, album: Album) -> None:
    """An officer brings figures of services, wrong ones first, and says how a commitment stands."""
    officer = staff_member(app, album, Role.OFFICER)
    page = officer.page(MEASURES)
    commitment = re.findall(rf'href="({MEASURES}commitments/[^"]+)"', page)[0]
    officer.post_form(commitment, 422)
    officer.post_form(f"{MEASURES}file/", 422)
    _figures(officer, f"{MEASURES}liverpool-2023-p3-m1/")


def _figures(officer: Visitor, measure: str) -> None:
    officer.post_form(f"{measure}figures/", 422, at=measure)
    officer.post_form(f"{measure}aim/", 422, at=measure, unit="")
    typed = {"of_day": "2020-03-01", "value": "12", "source": "census"}
    officer.post_form(f"{measure}figures/", 303, at=measure, **typed)
    taken = re.findall(rf'action="({measure}figures/\d+/take-out/)"', officer.page(measure))
    officer.post_form(taken[-1], 303, at=measure)
    officer.page(measure)
