"""The rows of one answer: put, replaced, taken away. Whether an answer may be given now is asked before."""

from datetime import datetime

from sqlalchemy.orm.attributes import set_committed_value

from portal.areas.models import Area
from portal.core.db import db, random_id
from portal.core.rows import change_row, insert_row
from portal.core.vocabulary import Audience
from portal.feedback import actions as feedback
from portal.receipts.actions import forget_words
from portal.surveys.models import ONE_AUDIENCE
from portal.surveys.question_types import Given, type_of
from portal.surveys.questionnaire import Ask
from portal.surveys.responses.cells import TOLD_APART_BY, cell_of
from portal.surveys.responses.models import Answer, Response, ResponseState
from portal.surveys.responses.queries import items_of

SOURCE_KIND = "survey question"
# the about-you questions that also stand, coarse, beside the response
ROLE = "about.role"
BY_ROLE = {
    "young": Audience.YOUNG_PERSON,
    "practitioner": Audience.PRACTITIONER,
}
ABOUT = {
    "about.helper": "helper",
    "about.locality": "locality",
    "about.age": "age_band",
    "about.plan": "plan",
}
# an area's own question: never beside the response, and in no file of one row a person
MAIN_NEED = "about.need"


def put_answer(*, area: Area, response: Response, ask: Ask, given: Given, at: datetime) -> None:
    """Put the answer to one question in place of the one before; nothing in it is a skip.

    Whether it may come now is for the caller to ask: what was typed from paper comes after the survey
    has closed as well.
    """
    before = [answer for answer in response.answers if answer.question_id == ask.question_id]
    if ask.type.takes == "words":
        _keep_words(area, response, ask, given.words, before, at)
    else:
        _keep_codes(response, ask, type_of(ask.kind).kept_codes(given), before)
    if ask.key in ABOUT:
        change_row(response, **{ABOUT[ask.key]: given.codes[0] if given.codes else None})
    if ask.key == ROLE and response.wave.survey.invited not in ONE_AUDIENCE:
        _say_who(response, BY_ROLE.get("".join(given.codes), Audience.PARENT_CARER))


def _say_who(response: Response, audience: Audience) -> None:
    """In a survey for several audiences the role answer says which; every answer follows it."""
    response.audience = audience
    for answer in response.answers:
        answer.audience = audience
    for item in items_of(response).values():
        feedback.say_who(item=item, audience=audience)


def drop_answer(*, response: Response, answer: Answer) -> None:
    """Take one answer away, with its words."""
    item = items_of(response).get(answer.question_id) if answer.feedback_item_id else None
    response.answers.remove(answer)
    db.session.flush()
    if item is not None:
        forget_words(item=item)


def _keep_codes(response: Response, ask: Ask, codes: tuple[str, ...], before: list[Answer]) -> None:
    stale = [answer for answer in before if answer.code not in codes]
    new = [code for code in codes if code not in {answer.code for answer in before}]
    # a row that is no longer right becomes the new answer; only what is left over is deleted or added
    for answer, code in zip(stale, new, strict=False):
        _change(answer, code=code)
    for answer in stale[len(new) :]:
        drop_answer(response=response, answer=answer)
    for code in new[len(stale) :]:
        _add(response, _answer(response, ask, code))
    for answer in before:
        if answer in response.answers:
            _change(answer, kind=ask.kind, mode=response.mode)


def _keep_words(
    area: Area, response: Response, ask: Ask, words: str, before: list[Answer], at: datetime
) -> None:
    if not words:
        for answer in before:
            drop_answer(response=response, answer=answer)
        return
    replaces = items_of(response).get(ask.question_id) if before else None
    item = feedback.record(area=area, words=words, source=_source(response, ask), at=at, replaces=replaces)
    if response.state == ResponseState.SUBMITTED:
        feedback.send(item=item, at=at)
    if not before:
        answer = _answer(response, ask, ask.type.kept_codes(Given(words=words))[0])
        answer.feedback_item_id = item.id
        _add(response, answer)
    for answer in before:
        _change(answer, mode=response.mode)


def _answer(response: Response, ask: Ask, code: str) -> Answer:
    told_apart = {
        "question_id": ask.question_id,
        "kind": ask.kind,
        "code": code,
        "wave_id": response.wave_id,
        "audience": response.audience,
        "mode": response.mode,
    }
    return Answer(
        id=random_id(),
        response_id=response.id,
        feedback_item_id=None,
        state=response.state,
        record_key=response.record_key,
        cell=cell_of(told_apart),
        **told_apart,
    )


def _change(answer: Answer, **values: str) -> None:
    """Change what it says; it is then counted in another cell."""
    columns = {name: getattr(answer, name) for name in TOLD_APART_BY}
    change_row(answer, **values, cell=cell_of(columns | values))


def _add(response: Response, answer: Answer) -> None:
    insert_row(answer)
    set_committed_value(response, "answers", [*response.answers, answer])


def _source(response: Response, ask: Ask) -> feedback.Source:
    return feedback.Source(
        kind=SOURCE_KIND,
        id=ask.question_id,
        occasion=response.wave_id,
        audience=response.audience,
        mode=response.mode,
        language=response.language,
        channel=response.channel,
        record_key=response.record_key,
        sender=response.id,
    )
