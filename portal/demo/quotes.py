"""The quotes of the demonstration: made-up senders permit them, and two made-up people say yes to each."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, select

from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.board.models import Entry, EntryState
from portal.board.queries import entries_to_choose
from portal.board.quotes import Choice, choose_quote, decide_quote, quotes_standing, quotes_waiting
from portal.core import clock
from portal.core.checked_yaml import load_shipped
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.demo.sorting import member_of, officer_of
from portal.demo.voices import every_voice
from portal.feedback.actions import permit_quote
from portal.feedback.models import FeedbackItem, ItemState
from portal.feedback.queries import is_visible
from portal.releases import actions
from portal.releases.models import Release
from portal.surveys.responses.answer_actions import SOURCE_KIND

PROMISES = Path(__file__).parent / "data" / "promises.yaml"
IN_A_RELEASE = 3
BESIDE_A_PROMISE = 2
# the words of these have not been seen by a second person yet, so that one has something to do
WAITING = {EntryState.PLANNED, EntryState.PARTLY}


def permit_quotes(area_slug: str) -> None:
    """Some senders of words of surveys say yes to being quoted; nothing where one has said so already."""
    with transaction():
        area = area_by_slug(area_slug)
        if area is None or _cleared(area, FeedbackItem.may_quote.is_(True)):
            return
        allowed = _permitted()
        for item in _cleared(area):
            if item.words in allowed:
                permit_quote(item=item, allowed=True)


def quote_in_release(area: Area, release: Release, officer: int) -> None:
    """Words in the release of a survey's round: the officer chooses them, the analyst says yes."""
    at, second = clock.now(), member_of(area, Role.ANALYST)
    of_round = _cleared(
        area, FeedbackItem.occasion_id == release.subject_id, FeedbackItem.may_quote.is_(True)
    )
    seen = [item for item in of_round if item.cleared_at and item.cleared_at <= at]
    for item in _different(seen, IN_A_RELEASE):
        actions.choose_quote(release=release, item_id=item.id, version=release.version, by=officer, at=at)
        quote = release.quotes[-1]
        actions.approve_quote(release=release, quote=quote, version=release.version, by=second, at=at)


def plant_quotes(area_slug: str) -> None:
    """Words beside the promises that answer them; nothing where some stand already."""
    with transaction():
        area = area_by_slug(area_slug)
        if area is None or quotes_standing(area) or quotes_waiting(area):
            return
        allowed = _cleared(area, FeedbackItem.may_quote.is_(True))
        entries = {entry.title: entry for entry in entries_to_choose(area)}
        for raw in load_shipped(PROMISES):
            if area_slug in raw["areas"]:
                words = _words_of(raw)
                said = [item for item in allowed if item.words in words]
                for item in _different(said, BESIDE_A_PROMISE):
                    _beside(area, entries[raw["title"]], item)


def _beside(area: Area, entry: Entry, item: FeedbackItem) -> None:
    at, first, second = clock.now(), officer_of(area), member_of(area, Role.ANALYST)
    try:
        quote = choose_quote(entry=entry, area=area, item=item, by=first, at=at)
    except RuleBroken:
        # too few of this group answered that round: their words stay out
        return
    if entry.state not in WAITING:
        decide_quote(area=area, quote=quote, choice=Choice(True, ""), by=second, at=at)


def _cleared(area: Area, *which: ColumnElement[bool]) -> list[FeedbackItem]:
    """The cleared words of surveys, in an order that another planting has too; the newest first."""
    rows = select(FeedbackItem).where(
        FeedbackItem.area_id == area.id,
        FeedbackItem.source_kind == SOURCE_KIND,
        FeedbackItem.state == ItemState.CLEARED,
        is_visible(),
        *which,
    )
    ordered = rows.order_by(FeedbackItem.received_on.desc(), FeedbackItem.words, FeedbackItem.id)
    return list(db.session.scalars(ordered))


def _permitted() -> set[str]:
    """The voices that stand beside a promise, and of the others without personal details one in three."""
    beside = {words for raw in load_shipped(PROMISES) for words in _words_of(raw)}
    return beside | {voice.text for voice in every_voice()[::3] if not voice.personal}


def _words_of(raw: dict[str, Any]) -> set[str]:
    return {voice.text for voice in every_voice() if voice.id in raw["quotes"]}


def _different(items: Iterable[FeedbackItem], most: int) -> list[FeedbackItem]:
    """Some of these items, no two with the same words: the voices come back again and again."""
    return list({item.words: item for item in items}.values())[:most]
