"""Ten thousand forms in one batch ask no more of the database than ten."""

import flask
import pytest
import sqlalchemy as sa

from portal.core import clock
from portal.core.db import db, transaction
from portal.paper import actions, sign_actions
from portal.paper.models import Batch, BatchState, Sheet, SheetState
from portal.surveys.models import Question, Wave
from portal.surveys.responses.models import Answer, Response
from portal.surveys.responses.paper import SURVEY_PAPER
from tests.checked_client import CheckedClient
from tests.paper.piles import batch_of, planted
from tests.planting import open_wave_of
from tests.query_count import statements
from tests.signing_in import plant, sign_in

FEW, MANY = 10, 10_000
ANSWERS = ("about.plan", "plan.heard")


def filled(count: int, by: int) -> int:
    """A batch with so many keyed forms, put straight into the tables."""
    batch_id = planted(handed_out=MANY)
    with transaction():
        batch, wave = batch_of(batch_id), open_wave_of("liverpool", "parents-and-carers")
        batch.returned, batch.spoilt = count, 0
        ids = [batch_id * 1_000_000 + number for number in range(count)]
        _insert_answers(ids, wave)
        sheet = {"batch_id": batch_id, "state": SheetState.KEYED, "started_by": by, "first_by": by}
        numbered = enumerate(ids, start=1)
        rows = [{**sheet, "number": number, "record_id": each, "version": 1} for number, each in numbered]
        db.session.execute(sa.insert(Sheet), rows)
    return batch_id


def _insert_answers(ids: list[int], wave: Wave) -> None:
    """Responses with these ids, each with an answer to every question of ANSWERS."""
    same = {"wave_id": wave.id, "mode": "standard", "audience": "parent-carer", "state": "keyed"}
    response = {
        "area_id": wave.survey.area_id,
        "version_id": wave.version_id,
        "language": "en",
        "channel": "paper",
        "begun_on": clock.today(),
        **same,
    }
    db.session.execute(sa.insert(Response), [{"id": each, **response} for each in ids])
    wanted = sa.select(Question.id).where(Question.version_id == wave.version_id, Question.key.in_(ANSWERS))
    questions = list(db.session.scalars(wanted))
    answer = {"kind": "agree5", "code": "agree-lot", "record_key": 1, **same}
    rows = [{"response_id": each, "question_id": one, **answer} for each in ids for one in questions]
    db.session.execute(sa.insert(Answer), rows)


def asked(batch_id: int, client: CheckedClient, by: int, second: int) -> list[int]:
    """How many statements each step of a batch takes: its page, the sample, two signatures."""
    steps = []
    # what is kept for good after the first look is no question of this one
    client.get(f"/liverpool/staff/paper/{batch_id}/")
    with statements() as page:
        client.get(f"/liverpool/staff/paper/{batch_id}/")
    steps.append(len(page))
    with statements() as sample, transaction():
        actions.finish_keying(batch=batch_of(batch_id), by=by, at=clock.now())
    steps.append(len(sample))
    with transaction():
        db.session.execute(
            sa.update(Sheet).where(Sheet.batch_id == batch_id).values(state=SheetState.CHECKED)
        )
        actions.move_on(batch_of(batch_id))
    for person in (by, second):
        with statements() as sign, transaction():
            sign_actions.sign(batch=batch_of(batch_id), kind=SURVEY_PAPER, by=person, at=clock.now())
        steps.append(len(sign))
    return steps


@pytest.mark.usefixtures("app")
def test_a_batch_of_ten_thousand_asks_no_more_than_one_of_ten(app: flask.Flask) -> None:
    client = CheckedClient(app)
    by, second = sign_in(client, "officer").id, plant("data entry").id
    small, large = filled(FEW, by), filled(MANY, by)
    few = asked(small, client, by, second)
    assert asked(large, client, by, second) == few
    assert db.session.scalars(sa.select(Batch.state)).all() == [BatchState.COUNTED] * 2
    counted = sa.select(sa.func.count()).select_from(Response).where(Response.state == "submitted")
    assert db.session.scalar(counted) == FEW + MANY
