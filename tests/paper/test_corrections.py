"""What is put right after it was checked is checked anew; a page without a box takes no words away."""

import pytest
import sqlalchemy as sa

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem, Redaction
from portal.feedback.queries import is_visible
from portal.paper import actions, sheet_actions
from portal.paper.keyable import Entry
from portal.paper.models import Batch, BatchState, Change, Sheet, SheetState
from portal.surveys.responses.paper import SURVEY_PAPER
from tests.checked_client import CheckedClient
from tests.paper.piles import (
    FULL,
    Typed,
    as_second,
    batch_of,
    checked,
    desk,
    finished,
    keyed,
    planted,
    sheet_of,
    signed,
)
from tests.signing_in import sign_in

NAMED: Typed = FULL | {"open.best": Entry(words="Mrs Jones at the school is kind.")}
OTHER: Typed = FULL | {"open.best": Entry(words="It is Dr Patel who listens, the rest do not.")}


def opened_again(batch: int, by: int) -> None:
    with transaction():
        actions.open_again(
            batch=batch_of(batch), kind=SURVEY_PAPER, why="One was wrong", by=by, at=clock.now()
        )


def corrected(batch: int, sheet: int, by: int, typed: Typed, *, done: bool = True) -> None:
    with transaction():
        sheet_actions.save_sheet(
            sheet=sheet_of(batch, sheet),
            desk=desk(by, batch_of(batch)),
            typed=typed,
            seen_version=sheet_of(batch, sheet).version,
            done=done,
            why="Keyed wrongly",
        )


def counted(batch: int, ann: int, ben: int, typed: Typed) -> int:
    """The one sheet of a batch that counts."""
    (sheet,) = keyed(batch, ann, typed)
    finished(batch, ann, returned=1)
    checked(batch, ben, as_second(typed))
    signed(batch, ann, ben)
    return sheet


def test_a_correction_saved_half_must_be_checked_anew_all_the_same(ann: int, ben: int) -> None:
    batch = planted(handed_out=1)
    sheet = counted(batch, ann, ben, FULL)
    opened_again(batch, ann)
    corrected(batch, sheet, ann, FULL | {"plan.heard": Entry(("disagree-lot",))}, done=False)
    assert sheet_of(batch, sheet).state == SheetState.KEYED
    with transaction():
        actions.finish_keying(batch=batch_of(batch), by=ann, at=clock.now())
    assert batch_of(batch).state == BatchState.CHECKING


def test_a_form_that_differs_is_settled_even_when_a_new_sample_leaves_it_out(ann: int, ben: int) -> None:
    batch = planted(handed_out=4)
    sheets = keyed(batch, ann, FULL, FULL, FULL, FULL)
    finished(batch, ann, returned=4)
    with transaction():
        # what is left when the batch was opened again and another sample was drawn
        db.session.execute(sa.update(Sheet).values(in_sample=True, state=SheetState.CHECKED))
        differs = sa.update(Sheet).where(Sheet.id == sheets[0])
        second = {"plan.heard": ["disagree-lot"], "about.plan": ["ehcp"], "open.best": ["same"]}
        db.session.execute(
            differs.values(in_sample=False, state=SheetState.DIFFERS, second=second, second_by=ben)
        )
        db.session.execute(sa.update(Batch).values(state=BatchState.CHECKING))
    with transaction():
        actions.move_on(batch_of(batch))
    assert batch_of(batch).state == BatchState.CHECKING


def test_other_words_on_a_form_opened_again_keep_nothing_that_was_taken_out_of_the_old_ones(
    ann: int, ben: int
) -> None:
    batch = planted(handed_out=1)
    sheet = counted(batch, ann, ben, NAMED)
    with transaction():
        item = db.session.scalars(sa.select(FeedbackItem)).one()
        feedback.redact(item=item, start=0, end=9, reason="name", by=ben, at=clock.now())
    opened_again(batch, ann)
    corrected(batch, sheet, ann, OTHER)
    with transaction():
        actions.finish_keying(batch=batch_of(batch), by=ann, at=clock.now())
    checked(batch, ben, as_second(OTHER))
    signed(batch, ann, ben)
    leaves = sa.func.coalesce(FeedbackItem.words_redacted, FeedbackItem.words)
    assert db.session.scalars(sa.select(leaves).where(is_visible())).all() == [OTHER["open.best"].words]
    assert not db.session.scalars(sa.select(Redaction)).all()


def test_settling_by_a_page_without_the_box_of_the_words_takes_no_words_away(
    ann: int, client: CheckedClient
) -> None:
    batch = planted(handed_out=1)
    (sheet,) = keyed(batch, ann, FULL)
    finished(batch, ann, returned=1)
    ben = sign_in(client, "officer").id
    checked(batch, ben, as_second(FULL) | {"open.best": (sheet_actions.NOT_SAME,)})
    page = client.send(f"/liverpool/staff/paper/{batch}/forms/{sheet}/settle/", version="3")
    assert page.status_code == 422
    assert db.session.scalars(sa.select(FeedbackItem.words)).all() == ["Our school nurse listens."]
    assert sheet_of(batch, sheet).state == SheetState.DIFFERS


def test_a_form_that_somebody_took_out_meanwhile_is_not_taken_out_twice(ann: int) -> None:
    batch = planted(handed_out=1)
    (sheet,) = keyed(batch, ann, FULL)
    with transaction():
        stale = sheet_of(batch, sheet)
        db.session.expunge(stale)
        here = desk(ann, batch_of(batch))
        sheet_actions.take_out(sheet=sheet_of(batch, sheet), desk=here, why="Keyed twice")
        with pytest.raises(RuleBroken, match="taken out meanwhile"):
            sheet_actions.take_out(sheet=stale, desk=here, why="Keyed twice")
    assert len(db.session.scalars(sa.select(Change)).all()) == 1
