"""The page someone is on: their response, the questionnaire, and the way through it."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from portal.areas.models import Area
from portal.feedback.models import FeedbackItem
from portal.surveys import routing
from portal.surveys.queries import questionnaire_for
from portal.surveys.question_types import ANSWERED, Given, type_of
from portal.surveys.questionnaire import Ask, Questionnaire, scale_for
from portal.surveys.responses.actions import codes_by_key
from portal.surveys.responses.models import Response, ResponseState
from portal.surveys.responses.queries import items_of, items_of_all, response_of, responses_of
from portal.surveys.responses.rest_actions import FEWEST_ANSWERED, FEWEST_LEFT


@dataclass
class Sheet:
    """A response with its questionnaire; the route is worked out from the answers so far."""

    area: Area
    response: Response
    questionnaire: Questionnaire

    @cached_property
    def asked(self) -> list[Ask]:
        """The questions this person is asked, in order, in their mode."""
        asks = self.questionnaire.asked_in(self.response.mode, self.response.language)
        keys = {ask.question_id: ask.key for every in self.questionnaire.asks.values() for ask in every}
        return routing.route(asks, codes_by_key(self.response, keys))

    def rerouted(self) -> "Sheet":
        """The same after an answer changed."""
        return Sheet(self.area, self.response, self.questionnaire)

    def ask(self, key: str) -> Ask | None:
        """The question with this key, None when it is not asked (any more)."""
        return next((ask for ask in self.asked if ask.key == key), None)

    def place(self, ask: Ask) -> int:
        """Which question this is, from 1."""
        return [one.key for one in self.asked].index(ask.key) + 1

    @cached_property
    def items(self) -> dict[int, FeedbackItem]:
        """The words given, by question id."""
        return items_of(self.response)

    @property
    def device_key(self) -> str:
        """What words being typed are kept under on the device: says nothing, differs by response."""
        return hashlib.sha256(f"kept {self.response.id}".encode()).hexdigest()[:12]

    def given(self, ask: Ask) -> Given:
        """The answer to a question when it was given in the kind it is asked in now."""
        return self._given(ask, ask.kind)

    def given_before(self, ask: Ask) -> str | None:
        """The answer in words when it was given in another kind, before the mode was changed."""
        kinds = {a.kind for a in self.response.answers if a.question_id == ask.question_id} - {ask.kind}
        for kind in sorted(kinds):
            given = self._given(ask, kind)
            if given.codes:
                scale = scale_for(kind, ask.options_from, self.area)
                return type_of(kind).summary(given, scale, self.response.mode)
        return None

    def _given(self, ask: Ask, kind: str) -> Given:
        rows = [a for a in self.response.answers if a.question_id == ask.question_id and a.kind == kind]
        codes = {answer.code for answer in rows} - {ANSWERED}
        if ask.type.takes == "words":
            return Given(words=self._words(ask))
        return Given(codes=type_of(kind).ordered(codes, scale_for(kind, ask.options_from, self.area)))

    def _words(self, ask: Ask) -> str:
        item = self.items.get(ask.question_id)
        return item.words if item else ""

    def summary(self, ask: Ask) -> str | None:
        """The answer in words for the check page; None when it was skipped."""
        before = self.given_before(ask)
        if before:
            return before
        given = self.given(ask)
        return ask.type.summary(given, ask.scale(self.area), self.response.mode) or None

    @property
    def answered(self) -> int:
        """How many of the questions have an answer."""
        done = {answer.question_id for answer in self.response.answers}
        return sum(ask.question_id in done for ask in self.asked)

    @property
    def is_trial(self) -> bool:
        """Whether staff try a draft out here."""
        return self.response.wave.is_trial

    @property
    def adds(self) -> bool:
        """Whether the first answers are sent, and the rest can follow."""
        return self.response.may_add

    @property
    def rest(self) -> list[Ask]:
        """The questions after the furthest that was reached."""
        return self.asked[self.response.reached :]

    @property
    def may_send_first(self) -> bool:
        """Whether it is long enough, and far enough, to be sent in two parts."""
        begun = self.response.state == ResponseState.BEGUN
        return begun and self.answered >= FEWEST_ANSWERED and len(self.rest) >= FEWEST_LEFT

    def text(self, name: str) -> object:
        """A text of the survey in the mode of this response."""
        return self.questionnaire.text(name, self.response.mode, self.response.language)


def sheet_of(area: Area, response_id: int, *, for_update: bool = False) -> Sheet | None:
    """The sheet of a response of this area, None when it is gone."""
    response = response_of(area, response_id, for_update=for_update)
    if response is None:
        return None
    return Sheet(area, response, questionnaire_for(response.wave))


def sheets_of(area: Area, response_ids: Collection[int]) -> list[Sheet]:
    """The sheets of those responses that are still there, in the order asked for, with their words."""
    found = {response.id: response for response in responses_of(area, response_ids)}
    items = items_of_all(found)
    sheets = []
    for response_id in response_ids:
        if response_id in found:
            sheet = Sheet(area, found[response_id], questionnaire_for(found[response_id].wave))
            sheet.items = items.get(response_id, {})
            sheets.append(sheet)
    return sheets
