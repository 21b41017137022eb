"""Made-up places, piles of paper and calls, in each state that a page shows."""

from datetime import datetime, timedelta

from portal.accounts.queries import people_in
from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db
from portal.core.vocabulary import Channel, Mode
from portal.paper import actions, queries, sheet_actions, sign_actions
from portal.paper.figures import Figures, Wanted
from portal.paper.keyable import Entry, PaperForm
from portal.paper.models import Batch, BatchState
from portal.paper.sheet_actions import SAME, Desk
from portal.places.actions import add_place
from portal.places.details import Details
from portal.places.models import Place, PlaceKind
from portal.places.queries import place_by_slug
from portal.surveys.models import Wave
from portal.surveys.responses.paper import SURVEY_PAPER

Typed = dict[str, Entry]
LIBRARY = "central-library"
HANDED_OUT = 80
WHY = "Two forms stuck together"


def plant_places(area: Area, rounds: list[tuple[datetime, datetime]], at: datetime) -> None:
    """A library, and an event in each round; nothing when they are there."""
    if place_by_slug(area, LIBRARY) is not None:
        return
    begins = clock.local(rounds[0][0]).date()
    library = Details(PlaceKind.PLACE, "Central library", "High Street", begins, None)
    add_place(area=area, details=library, by=None, at=at)
    for opens, _closes in rounds:
        day = clock.local(opens).date() + timedelta(days=9)
        name = f"SEND family day {day.year}"
        event = Details(PlaceKind.EVENT, name, "Town hall", day, day + timedelta(days=1))
        add_place(area=area, details=event, by=None, at=at)


def place_for(area: Area, wave: Wave, channel: Channel) -> Place | None:
    """Where a made-up response came from: the family day, the box in the library, or nowhere."""
    day = clock.local(wave.opens_at).date() + timedelta(days=9)
    slug = {Channel.EVENT: f"send-family-day-{day.year}", Channel.PAPER: LIBRARY}.get(channel)
    return place_by_slug(area, slug) if slug else None


class Piles:
    """The open piles of one wave, who keys them and on which form: asked for once."""

    def __init__(self, area: Area, wave: Wave) -> None:
        self.wave_id = wave.id
        self.by = _person(area, Role.DATA_ENTRY)
        self.forms: dict[Mode, PaperForm] = {}
        self.batches: dict[tuple[Mode, Channel], int] = {}

    def desk(self, area: Area, mode: Mode, at: datetime) -> Desk:
        """Where forms of a wording are keyed."""
        if mode not in self.forms:
            self.forms[mode] = SURVEY_PAPER.form(area, self.wave_id, mode)
        return Desk(area=area, kind=SURVEY_PAPER, form=self.forms[mode], by=self.by, at=at)

    def batch(self, area: Area, wave: Wave, mode: Mode, channel: Channel, at: datetime) -> Batch:
        """The pile of a wording and channel."""
        known = self.batches.get((mode, channel))
        if known is None:
            title = "Phone line" if channel == Channel.PHONE else f"Library box, {mode.value}"
            made = _make(area, wave, mode, channel, title, at)
            self.batches[mode, channel] = made.id
            return made
        return db.session.get_one(Batch, known)


def key_one(
    piles: Piles, *, area: Area, wave: Wave, mode: Mode, channel: Channel, typed: Typed, at: datetime
) -> None:
    """One form or call more, in the pile of its wave, wording and channel."""
    batch = piles.batch(area, wave, mode, channel, at)
    _key(batch, piles.desk(area, mode, at), typed, done=True)


def sign_piles(*, area: Area, wave: Wave, at: datetime) -> None:
    """Every pile of a wave is checked and signed: its forms count."""
    for batch in queries.batches_of_subject(area, SURVEY_PAPER.purpose, wave.id):
        if batch.is_paper and batch.state == BatchState.KEYING:
            _finish(area, batch, at)
            _check(area, batch, at)
            for role in (Role.DATA_ENTRY, Role.OFFICER):
                sign_actions.sign(batch=batch, kind=SURVEY_PAPER, by=_person(area, role), at=at)


def plant_piles_at_work(*, area: Area, wave: Wave, forms: list[Typed], at: datetime) -> None:
    """A pile in each state that is not over yet, of these forms (three at least)."""
    made = [
        _make(area, wave, Mode.STANDARD, Channel.PAPER, title, at)
        for title in ("Health visitors", "Coffee morning", "School gates", "Lost in the rain")
    ]
    keying, differs, signing, lost = made
    desk = _desk(area, keying, Role.DATA_ENTRY, at)
    _key(keying, desk, forms[0], done=True)
    _key(keying, desk, forms[1], done=False)
    for batch in (differs, signing):
        for typed in forms[:2]:
            _key(batch, desk, typed, done=True)
        _finish(area, batch, at)
    _check(area, differs, at, slip=forms[2])
    _check(area, signing, at)
    sign_actions.sign(batch=signing, kind=SURVEY_PAPER, by=_person(area, Role.DATA_ENTRY), at=at)
    actions.give_up(batch=lost, why="The box got wet", by=_person(area, Role.OFFICER), at=at)


def _make(area: Area, wave: Wave, mode: Mode, channel: Channel, title: str, at: datetime) -> Batch:
    subject = SURVEY_PAPER.subject(area, wave.id)
    if subject is None:
        raise LookupError(wave.id)
    place = place_for(area, wave, channel)
    name = f"{subject.name}: {dict(subject.variants)[mode]}"
    return actions.make_batch(
        area=area,
        kind=SURVEY_PAPER,
        wanted=Wanted(wave.id, mode, name, title, place.id if place else None),
        channel=channel,
        handed_out=HANDED_OUT if channel == Channel.PAPER else None,
        by=_person(area, Role.OFFICER),
        at=at,
    )


def _key(batch: Batch, desk: Desk, typed: Typed, *, done: bool) -> None:
    sheet = sheet_actions.next_sheet(batch=batch, desk=desk)
    sheet_actions.save_sheet(sheet=sheet, desk=desk, typed=typed, seen_version=sheet.version, done=done)


def _finish(area: Area, batch: Batch, at: datetime) -> None:
    """The figures, with one put right, and the end of keying."""
    by = _person(area, Role.DATA_ENTRY)
    keyed = sum(queries.counts_in(batch).values())
    for figures, why in (
        (Figures(HANDED_OUT, keyed + 2, 1), ""),
        (Figures(HANDED_OUT, keyed + 1, 1), WHY),
    ):
        actions.change_figures(batch=batch, figures=figures, why=why, by=by, at=at)
    actions.finish_keying(batch=batch, by=by, at=at)


def _check(area: Area, batch: Batch, at: datetime, slip: Typed | None = None) -> None:
    """The officer keys the sample; with `slip` one form is seen otherwise."""
    desk = _desk(area, batch, Role.OFFICER, at)
    while (waiting := queries.next_to_check(batch, desk.by)) is not None:
        sheet = queries.sheet_in(batch, waiting)
        if sheet is None:
            raise LookupError(waiting)
        kept = SURVEY_PAPER.entries(area, sheet.record_id)
        seen = slip or kept
        second = {key: entry.codes or (SAME,) for key, entry in (kept | seen).items()}
        slip = None
        sheet_actions.save_second(
            sheet=sheet, desk=desk, typed=second, seen_version=sheet.version, done=True
        )


def _desk(area: Area, batch: Batch, role: Role, at: datetime) -> Desk:
    form = SURVEY_PAPER.form(area, batch.subject_id, batch.variant)
    return Desk(area=area, kind=SURVEY_PAPER, form=form, by=_person(area, role), at=at)


def _person(area: Area, role: Role) -> int:
    return next(one.id for one in people_in(area) if role in one.roles_in(area))
