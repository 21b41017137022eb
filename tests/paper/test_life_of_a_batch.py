"""From a pile of paper to figures that count: keyed, checked by another, signed by two."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Channel
from portal.feedback.models import FeedbackItem
from portal.feedback.queries import is_visible
from portal.paper import actions, sheet_actions, sign_actions
from portal.paper.figures import Figures
from portal.paper.keyable import Entry
from portal.paper.models import Batch, BatchState, Change, Sheet
from portal.surveys.responses.models import Answer, Response
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


def seen_by_staff() -> list[str]:
    return list(db.session.scalars(sa.select(FeedbackItem.words).where(is_visible())))


def test_forms_count_only_when_two_people_have_signed(ann: int, ben: int) -> None:
    batch = planted(handed_out=5)
    keyed(batch, ann, FULL, FULL)
    assert (states(), seen_by_staff()) == ({"keyed"}, [])
    finished(batch, ann, returned=3, spoilt=1)
    checked(batch, ben, as_second(FULL))
    assert batch_of(batch).state == BatchState.SIGNING
    signed(batch, ann)
    assert (states(), seen_by_staff()) == ({"keyed"}, [])
    signed(batch, ben)
    assert states() == {"submitted"}
    assert seen_by_staff() == ["Our school nurse listens."] * 2
    assert set(db.session.scalars(sa.select(Answer.state))) == {"submitted"}
    assert set(db.session.scalars(sa.select(Response.channel))) == {"paper"}
    assert db.session.scalars(sa.select(Response.submitted_on)).all() == [clock.today()] * 2


def test_more_forms_back_than_handed_out_is_refused_beside_the_field(ann: int) -> None:
    batch = planted(handed_out=5)
    for figures, field in (
        (Figures(5, 6, 0), "returned"),
        (Figures(5, 3, 4), "spoilt"),
        (Figures(5, None, 1), "spoilt"),
    ):
        with pytest.raises(RuleBroken) as refused, transaction():
            actions.change_figures(batch=batch_of(batch), figures=figures, why="", by=ann, at=clock.now())
        assert refused.value.field == field


def test_paper_that_nobody_handed_out_and_calls_that_somebody_did_are_refused_beside_the_field(
    ann: int,
) -> None:
    pile, calls = planted(handed_out=5), planted(handed_out=None, channel=Channel.PHONE)
    for batch, figures in ((pile, Figures(None)), (calls, Figures(5))):
        with pytest.raises(RuleBroken) as refused, transaction():
            actions.change_figures(batch=batch_of(batch), figures=figures, why="x", by=ann, at=clock.now())
        assert (refused.value.field, refused.value.status) == ("handed_out", 422)


def test_the_database_itself_refuses_more_back_than_out(ann: int) -> None:
    batch = planted(handed_out=5)
    with pytest.raises(sa.exc.IntegrityError), transaction():
        db.session.execute(sa.update(Batch).where(Batch.id == batch).values(returned=6))


def test_a_figure_that_changes_keeps_the_old_one_with_who_and_why(ann: int) -> None:
    batch = planted(handed_out=5)
    with transaction():
        actions.change_figures(
            batch=batch_of(batch), figures=Figures(5, 4, 0), why="", by=ann, at=clock.now()
        )
    with pytest.raises(RuleBroken, match="Say why"), transaction():
        actions.change_figures(
            batch=batch_of(batch), figures=Figures(5, 3, 0), why="", by=ann, at=clock.now()
        )
    with transaction():
        actions.change_figures(
            batch=batch_of(batch),
            figures=Figures(5, 3, 0),
            why="Two stuck together",
            by=ann,
            at=clock.now(),
        )
    kept = db.session.scalars(sa.select(Change)).one()
    assert (kept.what, kept.before, kept.after, kept.by, kept.why) == (
        "returned",
        "4",
        "3",
        ann,
        "Two stuck together",
    )


def test_the_same_person_cannot_be_both_keyers(ann: int) -> None:
    batch = planted(handed_out=1)
    (sheet,) = keyed(batch, ann, FULL)
    finished(batch, ann, returned=1)
    with pytest.raises(RuleBroken, match="Somebody else must check it"), transaction():
        sheet_actions.save_second(
            sheet=sheet_of(batch, sheet),
            desk=desk(ann, batch_of(batch)),
            typed={},
            seen_version=2,
            done=True,
        )
    with pytest.raises(sa.exc.IntegrityError), transaction():
        db.session.execute(sa.update(Sheet).where(Sheet.id == sheet).values(second_by=ann))


def test_who_only_began_a_form_cannot_check_it_either(ann: int, ben: int) -> None:
    batch = planted(handed_out=1)
    (sheet,) = keyed(batch, ann, FULL, done=False)
    with transaction():
        sheet_actions.save_sheet(
            sheet=sheet_of(batch, sheet),
            desk=desk(ben, batch_of(batch)),
            typed=FULL,
            seen_version=2,
            done=True,
        )
    finished(batch, ben, returned=1)
    for person in (ann, ben):
        with pytest.raises(RuleBroken, match="Somebody else must check it"):
            sheet_actions.refuse_first_keyer(sheet_of(batch, sheet), person)


def test_keying_is_not_over_while_a_form_is_missing_or_part_filled(ann: int) -> None:
    batch = planted(handed_out=3)
    keyed(batch, ann, FULL)
    with pytest.raises(RuleBroken, match="1 forms are keyed, but 2 came back"):
        finished(batch, ann, returned=2)
    keyed(batch, ann, FULL, done=False)
    with pytest.raises(RuleBroken, match="part-filled"):
        finished(batch, ann, returned=2)


def test_no_more_forms_are_keyed_than_came_back(ann: int) -> None:
    batch = planted(handed_out=3)
    keyed(batch, ann, FULL)
    with transaction():
        actions.change_figures(
            batch=batch_of(batch), figures=Figures(3, 2, 1), why="", by=ann, at=clock.now()
        )
    with pytest.raises(RuleBroken, match="Every form that came back is keyed"):
        keyed(batch, ann, FULL)


def test_one_person_never_signs_twice(ann: int, ben: int) -> None:
    batch = planted(handed_out=1)
    keyed(batch, ann, FULL)
    finished(batch, ann, returned=1)
    checked(batch, ben, as_second(FULL))
    signed(batch, ann)
    with pytest.raises(RuleBroken, match="You have signed"):
        signed(batch, ann)
    assert states() == {"keyed"}


def test_someone_from_outside_signs_when_nobody_else_did_for_some_days(ann: int, ben: int) -> None:
    batch = planted(handed_out=1)
    keyed(batch, ann, FULL)
    finished(batch, ann, returned=1)
    checked(batch, ben, as_second(FULL))
    signed(batch, ann)
    for days, refused in ((1, True), (8, False)):
        outside = {
            "area": area_called("liverpool"),
            "kind": SURVEY_PAPER,
            "outside": "SENDIASS",
            "name": "Jo",
            "by": ann,
            "at": clock.now() + timedelta(days=days),
        }
        if refused:
            with pytest.raises(RuleBroken, match="more days"), transaction():
                sign_actions.sign_for_outside(batch=batch_of(batch), **outside)  # type: ignore[arg-type]
        else:
            with transaction():
                sign_actions.sign_for_outside(batch=batch_of(batch), **outside)  # type: ignore[arg-type]
    second = batch_of(batch).signatures[1]
    assert (second.outside, second.name, second.person_id) == ("SENDIASS", "Jo", ann)
    assert states() == {"submitted"}


def test_opened_again_nothing_counts_until_two_sign_anew(ann: int, ben: int) -> None:
    batch = planted(handed_out=1)
    (sheet,) = keyed(batch, ann, FULL)
    finished(batch, ann, returned=1)
    checked(batch, ben, as_second(FULL))
    signed(batch, ann, ben)
    with transaction():
        actions.open_again(batch=batch_of(batch), kind=SURVEY_PAPER, why="A slip", by=ann, at=clock.now())
    assert (states(), seen_by_staff()) == ({"keyed"}, [])
    corrected = FULL | {"plan.heard": Entry(("agree-little",))}
    with pytest.raises(RuleBroken, match="Say why"), transaction():
        sheet_actions.save_sheet(
            sheet=sheet_of(batch, sheet),
            desk=desk(ann, batch_of(batch)),
            typed=corrected,
            seen_version=3,
            done=True,
        )
    with transaction():
        sheet_actions.save_sheet(
            sheet=sheet_of(batch, sheet),
            desk=desk(ann, batch_of(batch)),
            typed=corrected,
            seen_version=3,
            done=True,
            why="A slip",
        )
    finished(batch, ann, returned=1)
    assert batch_of(batch).state == BatchState.CHECKING, "a corrected form is checked anew"
    checked(batch, ben, as_second(corrected))
    signed(batch, ben, ann)
    assert (states(), seen_by_staff()) == ({"submitted"}, ["Our school nurse listens."])
