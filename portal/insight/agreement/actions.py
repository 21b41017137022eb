"""Every write of agreement: draw a sample, keep what the second person says, settle a difference."""

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from random import Random

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.feedback.frame_queries import version_number
from portal.insight import sorting
from portal.insight.agreement import queries
from portal.insight.agreement.models import LARGEST_SEED, AgreementPair, AgreementRound
from portal.strategies.models import Theme

SMALLEST, LARGEST = 10, 500


def draw(
    *, area: Area, size: int, seed: int | None, by: int, at: datetime, sorted_by: int | None = None
) -> AgreementRound:
    """Draw a sample of cleared and sorted comments; the same seed from the same comments draws the same.

    `sorted_by`: only from what this person sorted alone.
    Refuses a sample larger than what is sorted, or too small to say anything.
    """
    items = _to_draw_from(area, sorted_by)
    _refuse_size(size, len(items))
    seed = secrets.randbelow(LARGEST_SEED) if seed is None else seed
    # no secret hangs on it: whoever knows the seed shall draw the same sample again
    drawn = Random(seed).sample(sorted(items), size)  # noqa: S311
    made = AgreementRound(
        area_id=area.id,
        size=size,
        seed=seed,
        drawn_from=len(items),
        sorted_by=sorted_by,
        frame_version=version_number(area.id),
        coders=sorted({person for item_id in drawn for person in items[item_id][1]}),
        made_by=by,
        made_at=at,
        pairs=[
            AgreementPair(item_id=item_id, position=place, first=sorted(items[item_id][0]))
            for place, item_id in enumerate(drawn)
        ],
    )
    db.session.add(made)
    db.session.flush()
    _record("drew a sample to sort twice", made, by, at, size=size)
    return made


def _to_draw_from(area: Area, sorted_by: int | None) -> dict[int, tuple[set[str], set[int]]]:
    return {
        item_id: found
        for item_id, found in queries.sorted_items(area).items()
        if sorted_by is None or found[1] == {sorted_by}
    }


def _refuse_size(size: int, there: int) -> None:
    if not SMALLEST <= size <= LARGEST:
        bounds = {"least": SMALLEST, "most": LARGEST}
        raise RuleBroken("Write a number from %(least)s to %(most)s.", field="size", status=422, **bounds)
    if size > there:
        raise RuleBroken(
            "Only %(number)s comments are sorted and cleared.", field="size", status=422, number=there
        )


def refuse_second(of: AgreementRound, person: int) -> None:
    """Refuse who sorted some of these first, and a third person."""
    if person in of.coders:
        raise RuleBroken("You sorted some of these first. Someone else has to sort them again.", status=422)
    if of.second_by not in {None, person}:
        raise RuleBroken("Someone else has begun to sort these again.", status=422)


def say_second(
    *, of: AgreementRound, pair: AgreementPair, themes: Collection[Theme], by: int, at: datetime
) -> None:
    """What the second person says of one comment, once; its tags do not change by it."""
    refuse_second(of, by)
    if pair.second is not None:
        raise RuleBroken("You sorted this one already.", status=422)
    of.second_by = by
    pair.second = sorted(theme.slug for theme in themes)
    db.session.flush()
    if of.id not in queries.to_sort_again(of.area_id):
        _record("sorted a sample again", of, by, at)


def settle(
    *, area: Area, of: AgreementRound, pair: AgreementPair, themes: Collection[Theme], by: int, at: datetime
) -> None:
    """Both agree on these themes now: they stand on the comment. The figures keep what each said."""
    if not pair.differs or pair.settled_at is not None:
        raise RuleBroken("This one is settled.", status=422)
    pair.settled_by, pair.settled_at = by, at
    before = {pair.item: sorting.snapshot(pair.item)}
    now = sorting.choice_of(pair.item)
    kept = [sub for sub in now.sub_themes if sub.theme in themes]
    choice = replace(now, themes=list(themes), sub_themes=kept)
    sorting.sort_item(item=pair.item, choice=choice, by=by, at=at)
    sorting.keep_step(area=area, before=before, by=by, at=at)
    _record("settled how a comment is sorted", of, by, at, pair=pair.id)


def _record(act: str, of: AgreementRound, by: int, at: datetime, **details: object) -> None:
    audit.record(act=act, by=by, area=of.area_id, at=at, subject=("agreement", of.id), **details)
