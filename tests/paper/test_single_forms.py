"""What happens to single forms: keyed again, settled, off the route, on the phone, taken out."""

import pytest
import sqlalchemy as sa

from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Channel
from portal.feedback.models import FeedbackItem
from portal.paper import sheet_actions
from portal.paper.keyable import Entry
from portal.paper.models import BatchState, Change, SheetState
from portal.safeguarding.models import Alert
from portal.surveys.responses.models import Answer, Response, ResponseState
from portal.surveys.responses.paper import SURVEY_PAPER
from tests.paper.piles import (
    FULL,
    as_second,
    batch_of,
    checked,
    desk,
    finished,
    keyed,
    planted,
    sheet_of,
    signed,
    states,
)
from tests.planting import area_called


def test_what_differs_is_settled_and_the_old_answer_stays_in_the_record(ann: int, ben: int) -> None:
    batch = planted(handed_out=1)
    (sheet,) = keyed(batch, ann, FULL)
    finished(batch, ann, returned=1)
    checked(
        batch,
        ben,
        as_second(FULL) | {"plan.heard": ("disagree-lot",), "open.best": (sheet_actions.NOT_SAME,)},
    )
    assert sheet_of(batch, sheet).state == SheetState.DIFFERS
    found = sheet_actions.differences(sheet_of(batch, sheet), desk(ben, batch_of(batch)))
    assert [one.field.key for one in found] == ["plan.heard", "open.best"]
    right = {"plan.heard": Entry(("disagree-lot",)), "open.best": Entry(words="Our school nurse listened.")}
    with transaction():
        sheet_actions.settle(
            sheet=sheet_of(batch, sheet), desk=desk(ben, batch_of(batch)), right=right, seen_version=3
        )
    assert batch_of(batch).state == BatchState.SIGNING
    kept = {one.what: (one.before, one.after) for one in db.session.scalars(sa.select(Change))}
    assert kept == {"plan.heard": ("Agree a lot", "Disagree a lot"), "open.best": ("words", "words")}
    entries = SURVEY_PAPER.entries(area_called("liverpool"), sheet_of(batch, sheet).record_id)
    assert entries["open.best"].words == "Our school nurse listened."


def test_words_that_nobody_compared_are_not_checked(ann: int, ben: int) -> None:
    batch = planted(handed_out=1)
    keyed(batch, ann, FULL)
    finished(batch, ann, returned=1)
    with pytest.raises(RuleBroken, match="the words are the same"):
        checked(batch, ben, {"about.plan": ("ehcp",), "plan.heard": ("agree-lot",)})


def test_answers_off_the_route_stay_keyed_and_never_count(ann: int, ben: int) -> None:
    batch = planted(handed_out=1)
    typed = FULL | {"about.plan": Entry(("none",))}
    keyed(batch, ann, typed)
    finished(batch, ann, returned=1)
    checked(batch, ben, as_second(typed))
    signed(batch, ann, ben)
    rows = db.session.execute(sa.select(Answer.code, Answer.state))
    assert {row.code: row.state for row in rows} == {
        "none": "submitted",
        "agree-lot": "keyed",
        "words": "submitted",
    }


def test_a_phone_call_counts_as_soon_as_one_person_is_done(ann: int) -> None:
    batch = planted(handed_out=None, channel=Channel.PHONE)
    keyed(batch, ann, FULL)
    assert states() == {ResponseState.SUBMITTED}
    assert set(db.session.scalars(sa.select(Response.channel))) == {"phone"}


def test_worrying_words_on_paper_raise_an_alert_at_keying_and_are_not_shown_again(ann: int) -> None:
    batch = planted(handed_out=1)
    (sheet,) = keyed(batch, ann, FULL | {"open.best": Entry(words="My uncle hits me.")})
    assert db.session.scalar(sa.select(sa.func.count(Alert.id))) == 1
    entry = SURVEY_PAPER.entries(area_called("liverpool"), sheet_of(batch, sheet).record_id)["open.best"]
    assert (entry.words, entry.locked) == ("", True)
    with transaction():
        sheet_actions.save_sheet(
            sheet=sheet_of(batch, sheet),
            desk=desk(ann, batch_of(batch)),
            typed=FULL | {"open.best": Entry()},
            seen_version=2,
            done=True,
        )
    assert db.session.scalars(sa.select(FeedbackItem.words)).one() == "My uncle hits me."


def test_a_form_taken_out_leaves_its_reason_and_nothing_else(ann: int) -> None:
    batch = planted(handed_out=2)
    sheet, _other = keyed(batch, ann, FULL, FULL)
    with transaction():
        sheet_actions.take_out(
            sheet=sheet_of(batch, sheet), desk=desk(ann, batch_of(batch)), why="Keyed twice"
        )
    assert db.session.scalar(sa.select(sa.func.count(Response.id))) == 1
    assert db.session.scalar(sa.select(sa.func.count(FeedbackItem.id))) == 1
    assert db.session.scalars(sa.select(Change.why)).one() == "Keyed twice"
