"""No page, feed, file, API or e-mail shows words to somebody who may not read them: all are searched."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.deployment import exports_folder, secret_key
from portal.core.outbox.letter import letter_of
from portal.core.outbox.models import OutboxMessage
from portal.core.worker.running import run_waiting
from portal.exports import making
from portal.exports.layout.making import JOB as LAYOUT
from portal.exports.models import FileFormat
from portal.exports.records import making as record_making
from portal.insight.half_year.content import content_of, half_year_of, written
from portal.insight.half_year.document import document_of
from portal.receipts.telling import rounds as telling
from portal.safeguarding import late
from portal.strategies.queries import strategies_of
from portal.surveys.results.queries import rounds_of
from portal.topics import digest
from tests.house.marked import Marked, plant_marked
from tests.house.planted import HERE, Address, Planted
from tests.house.visits import FAR_ADMIN, STRANGER, Caller, Visit, path_of, visits
from tests.house.who_may import ANYONE, SIGNED_IN, WHO_MAY
from tests.planting import area_called
from tests.signing_in import plant

pytestmark = pytest.mark.house
LEAD = Role.SAFEGUARDING_LEAD


def opens(kind: str, endpoint: str) -> bool:
    """Whether a kind of person gets in: what everyone may open is looked at by a stranger alone."""
    who = WHO_MAY[endpoint]
    if who == ANYONE:
        return kind == STRANGER
    return kind != STRANGER and (who == SIGNED_IN or kind in who)


def addresses(
    app: flask.Flask, kind: str, planted: Planted, marked: list[Marked]
) -> Iterator[tuple[Visit, str]]:
    """Every page this kind of person may open, and each again with the ids of the marked texts."""
    for visit in visits(app):
        if visit.is_reading and opens(kind, visit.endpoint):
            yield visit, path_of(visit, planted)
            for one in marked:
                own: Address = {
                    name: value for name, value in one.ids.items() if name in visit.rule.arguments
                }
                if own:
                    yield visit, path_of(visit, planted, other=own)


def text_of(data: bytes) -> str:
    """What a file says: the parts of a workbook or document too."""
    if data[:2] != b"PK":
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def leaks(where: str, text: str, kind: str, marked: list[Marked]) -> list[str]:
    """The words that stand in a text and that this kind of person may not read."""
    low = text.lower()
    return [
        f"{kind}: {one.word} at {where}"
        for one in marked
        if kind not in one.who and one.word.lower() in low
    ]


def test_no_page_shows_words_to_who_may_not_read_them(house: flask.Flask, planted: Planted) -> None:
    marked = plant_marked(planted)
    found, read = [], set()
    for kind in (STRANGER, *(role.value for role in Role), FAR_ADMIN):
        caller = Caller(house, kind, planted)
        for visit, path in dict.fromkeys(addresses(house, kind, planted, marked)):
            text = text_of(caller.make(visit, path).data)
            found += leaks(path, text, kind, marked)
            read |= {one.word for one in marked if one.word.lower() in text.lower()}
    assert not found, found
    # who may read them does, so that the search means something
    assert {"Tapir", "Quagga", "Okapi", "Serval", "Kakapo", "Dugong", "Caracal", "Fossa", "Bilby"} <= read
    assert {"Ocelot", "Pangolin", "Markhor", "Nilgai"} <= read
    assert {"Quoll", "Bongo", "Vicuna"} <= read


def test_no_file_and_no_email_holds_them(house: flask.Flask, planted: Planted) -> None:
    marked = plant_marked(planted)
    for role in (Role.FORUM_MODERATOR, Role.YOUTH_MODERATOR):
        with transaction():
            digest.wish_for_digest(area=area_called(HERE), person_id=plant(role).id, wanted=True)
    before = set(exports_folder().glob("*"))
    after_the_rounds = clock.local_midnight(clock.today()) + timedelta(days=60, hours=9)
    with clock.at(after_the_rounds):
        _ask_for_files()
        run_waiting()
        for round_of in (telling.do_round, late.do_round, digest.do_round):
            round_of(after_the_rounds)
    files = set(exports_folder().glob("*")) - before
    assert len(files) == len(FileFormat) + 4, files
    found = [
        one
        for path in files
        for one in leaks(
            path.name,
            text_of(path.read_bytes()),
            "a file",
            [mark for mark in marked if not mark.who & {Role.OFFICER, Role.ANALYST}],
        )
    ]
    found += leaks("half year", _half_year(), "a file", marked)
    letters = list(db.session.scalars(db.select(OutboxMessage)))
    assert {"topic-digest", "safeguarding-alert"} <= {one.kind for one in letters}
    for message in letters:
        letter = letter_of(message, secret_key())
        found += leaks(message.kind, f"{letter.subject} {letter.body}", "an e-mail", marked)
    assert not found, found


def _half_year() -> str:
    """What the report of the half year that runs would say, as data and as a document."""
    content = content_of(area_called(HERE), *half_year_of(clock.today()), clock.today())
    file, sha256 = written(content)
    assert "Rooms to rest in" in file, "the report tells of the promise with private words"
    return file + text_of(document_of(content, sha256, made_up=True))


def _ask_for_files() -> None:
    """One themed file of each format, and a record-level one of each survey."""
    area, officer, analyst = area_called(HERE), plant(Role.OFFICER), plant(Role.ANALYST)
    wanted = {
        "rounds": sorted(
            {one.slug for one in rounds_of(area, clock.now()) if one.is_finished(clock.now())}
        ),
        "strategy": strategies_of(area)[0].slug,
        "purpose": "a search",
    }
    with transaction():
        for form in FileFormat:
            making.ask_for(area=area, wanted={**wanted, "format": form}, title=form, by=officer.id)
        for survey in ("parents-and-carers", "young-people"):
            own = {"survey": survey, "purpose": "a search", "format": "xlsx"}
            record_making.ask_for(area=area, wanted=own, title=survey, by=analyst.id)
            laid = {**own, "format": "json"}
            record_making.ask_for(area=area, wanted=laid, title=survey, by=analyst.id, job=LAYOUT)
