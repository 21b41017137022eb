"""The states of releases: counted, looked at, with words, refused, published, compared, and all hidden."""

import re
from datetime import timedelta

import flask
from sqlalchemy import select

from portal.accounts.roles import Role
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.worker.running import run_waiting
from portal.paper.actions import give_up
from portal.paper.models import Batch
from portal.paper.queries import unsigned_paper
from portal.surveys.queries import open_waves
from portal.surveys.responses.actions import PURPOSE, take_back
from portal.surveys.responses.models import Response
from portal.surveys.results.releasing import nobody_allows, wave_kind
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor
from tests.checked_client import field_value
from tests.releases.releasing import with_kind

RELEASES = f"{AREA}/staff/releases/"
RESULTS = f"{AREA}/results/"
PREPARE = re.compile(rf'action="({RELEASES}prepare/survey-wave/(\d+)/)"')
CHOOSE = re.compile(rf'action="{RELEASES}\d+/(quotes/\d+/choose/)"')
APPROVE = re.compile(rf'action="{RELEASES}\d+/(quotes/\d+/approve/)"')


def see_release_states(app: flask.Flask, album: Album) -> None:
    """An officer counts the newer rounds when they have ended; families read them beside the older ones."""
    Visitor(app, album, "a family").crawl(RESULTS, only="/results/")
    easy = Visitor(app, album, "a family", "easy")
    released = re.search(rf'href="({RESULTS}[^"]+/[^"]+/)"', easy.page(f"{RESULTS}?easy=yes"))
    assert released is not None
    easy.page(released[1])
    _while_it_is_open(app, album)
    with_kind(app, wave_kind(set))
    with clock.at(clock.now() + timedelta(days=60)):
        officer = staff_member(app, album, Role.OFFICER)
        first, second = PREPARE.findall(officer.page(RELEASES))
        with app.app_context():
            waits_for_paper = bool(_unsigned(first))
        if waits_for_paper:
            officer.post_form(first[0], 409, at=RELEASES)
        _give_up_paper(app, first, second)
        _publish(app, album, officer, first[0])
        _everyone_takes_back(app, int(second[1]))
        _publish(app, album, officer, second[0])
        officer.page(RELEASES)
        Visitor(app, album, "a family").crawl(
            RESULTS, f"{AREA}/surveys/parents-and-carers/", only="/results/"
        )
    with_kind(app, wave_kind(nobody_allows))


def _while_it_is_open(app: flask.Flask, album: Album) -> None:
    """A board viewer sees no figure of an open round; an analyst asks for record-level files."""
    with app.app_context():
        area = area_by_slug("liverpool")
        assert area is not None
        wave_id = open_waves(area, clock.now())[0].id
    staff_member(app, album, Role.BOARD_VIEWER).page(f"{AREA}/staff/results/{wave_id}/")
    analyst, records = staff_member(app, album, Role.ANALYST), f"{AREA}/staff/exports/records/"
    asked = {"survey": "parents-and-carers", "purpose": "To see what belongs together", "format": "csv"}
    making = str(analyst.post_form(records, 303, **asked).location)
    analyst.page(making)
    with app.app_context():
        run_waiting()
    analyst.page(str(analyst.get(making).location))
    named, words = (
        staff_member(app, album, Role.CONSULTATION_ANALYST),
        f"{AREA}/staff/exports/words-by-person/",
    )
    named.post_form(words, 422, purpose="")
    making = str(named.post_form(words, 303, **asked).location)
    named.page(making)
    with app.app_context():
        run_waiting()
    named.page(str(named.get(making).location))
    named.page(words)


def _unsigned(wave: tuple[str, str]) -> list[Batch]:
    area = area_by_slug("liverpool")
    assert area is not None
    return unsigned_paper(area, PURPOSE, int(wave[1]))


def _give_up_paper(app: flask.Flask, *waves: tuple[str, str]) -> None:
    """What was still being keyed never counts: else nothing could be released."""
    with app.app_context(), transaction():
        for wave in waves:
            for batch in _unsigned(wave):
                give_up(batch=batch, why="Never finished.", by=1, at=clock.now())


def _publish(app: flask.Flask, album: Album, officer: Visitor, prepare: str) -> None:
    """Count, with a look while it waits; say it in words; quote where there are words; publish."""
    waiting = str(officer.post_form(prepare, 303, at=RELEASES).location)
    officer.page(waiting)
    officer.page(RELEASES)
    officer.post_form(f"{waiting}cancel/", 303, at=waiting)
    officer.page(waiting)
    again = str(officer.post_form(prepare, 303, at=RELEASES).location)
    with app.app_context():
        run_waiting()
    where = str(officer.get(again).location)
    _press(officer, where, "words/", 422, summary="a" * 2000)
    _quote(app, album, officer, where)
    _press(officer, where, "words/", 303, summary="You told us what helps, and what does not.")
    _press(officer, where, "publish/", 303)
    officer.page(where)


def _quote(app: flask.Flask, album: Album, officer: Visitor, where: str) -> None:
    chosen = CHOOSE.search(officer.page(where))
    if chosen is None:
        _press(officer, where, "publish/", 422)
        return
    _press(officer, where, chosen[1], 303)
    officer.page(where)
    analyst = staff_member(app, album, Role.ANALYST)
    approve = APPROVE.search(analyst.page(where))
    assert approve is not None
    _press(analyst, where, approve[1], 303)
    officer.page(where)


def _press(staff: Visitor, where: str, act: str, status: int, **fields: str) -> None:
    version = field_value(staff.page(where), "version")
    staff.post_form(f"{where}{act}", status, at=where, version=version, **fields)


def _everyone_takes_back(app: flask.Flask, wave_id: int) -> None:
    with app.app_context(), transaction():
        for response in db.session.scalars(select(Response).where(Response.wave_id == wave_id)):
            take_back(response=response)
