"""What the files of the layout hold: questions, who wrote made coarse, and cleared words.

The shape is that of docs/consultation-layout.md.

A person is a number of this file only. It follows from no id and joins to no record-level file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from portal.core import keys
from portal.core.deployment import secret_key
from portal.core.filters import long_date
from portal.core.vocabulary import Mode
from portal.exports.layout import queries
from portal.exports.records.coarse import HIDDEN, LEAST_ALIKE, PARTS, About, coarsened
from portal.exports.records.columns import merged
from portal.exports.records.sheets import RecordScope
from portal.surveys.models import Question

Line = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One question over all versions: its ids there, and its words in the last one."""

    ids: frozenset[int]
    words: str


@dataclass(frozen=True)
class Content:
    """All that one file is made from. `numbers`: the number of each person in this file, by response."""

    scope: RecordScope
    asked: Sequence[Asked]
    people: Mapping[int, About]
    numbers: Mapping[int, int]

    def respondents(self) -> Iterator[Line]:
        """A line a person: their number, and what is said of them, which is never rare."""
        known = _described(self.people.values(), self.scope.least)
        for response_id, number in self.numbers.items():
            about = known[self.people[response_id]]
            yield {"themefinder_id": number, "demographic_data": self._data(about) if about else {}}

    def _data(self, about: About) -> dict[str, list[str]]:
        words = self.scope.about_words
        slugs = {wave.id: wave.title for wave in self.scope.waves}
        found = {"round": [slugs[about.wave_id]], "audience": [words["audience"][about.audience]]}
        for part in PARTS:
            code = getattr(about, part)
            if code is not None and code != HIDDEN:
                found[part] = [words.get(part, {}).get(code, code)]
        return found

    def question(self, number: int) -> Line:
        """What one question is; closed answers are in no file with words."""
        asked = self.asked[number - 1]
        return {
            "question_text": asked.words,
            "question_number": number,
            "has_free_text": True,
            "multi_choice_options": [],
        }

    def responses(self, number: int) -> Iterator[Line]:
        """The cleared words to one question, in the order of the people's numbers."""
        found = [
            (self.numbers[one.response_id], one.words)
            for one in queries.cleared_answers(self.scope, self.asked[number - 1].ids)
            if one.response_id in self.numbers
        ]
        for person, words in sorted(found):
            yield {"themefinder_id": person, "text": words}


def content_of(scope: RecordScope) -> Content:
    """Everything that may leave of a survey's ended rounds: who wrote, and to which questions."""
    wrote = queries.people_who_wrote(scope)
    questions = [one for one in scope.questions if one.id in {each.question_id for each in wrote}]
    people = {each.response_id: each.about for each in wrote}
    return Content(scope, _asked(questions), people, _numbered(scope, people))


def _asked(questions: Sequence[Question]) -> list[Asked]:
    by_version: dict[int, list[str]] = {}
    for question in questions:
        by_version.setdefault(question.version_id, []).append(question.key)
    found = []
    for key in merged(list(by_version.values())):
        same = [one for one in questions if one.key == key]
        found.append(Asked(frozenset(one.id for one in same), _words(same[-1])))
    return found


def _words(question: Question) -> str:
    order = list(Mode)
    wordings = sorted(question.wordings, key=lambda one: order.index(Mode(one.mode)))
    return next((one.words for one in wordings if one.words), question.key)


def _numbered(scope: RecordScope, people: Mapping[int, About]) -> dict[int, int]:
    """Numbers from 1 in an order that only this service can make, and that no other file has."""
    key = keys.derive(secret_key(), f"consultation layout {scope.area.slug} {scope.survey.slug}")
    shuffled = sorted(people, key=lambda response_id: keys.keyed_hash(key, str(response_id)))
    return {response_id: number for number, response_id in enumerate(shuffled, start=1)}


def _described(people: Iterable[About], least: int) -> dict[About, About | None]:
    """What each description becomes; None where even the round and audience are those of a few."""
    count = Counter(people)
    coarse = coarsened(count, least)
    alike: Counter[About] = Counter()
    for about, number in count.items():
        alike[coarse[about]] += number
    return {about: now if alike[now] >= LEAST_ALIKE else None for about, now in coarse.items()}


def read_me(scope: RecordScope) -> list[str]:
    """What the file is, and how to keep it, line by line."""
    lines = [str(_("Example. People and numbers are made up."))] if scope.demonstration else []
    return [
        *lines,
        f"{scope.area.name}: {scope.area.partnership}. {scope.title}.",
        str(_("What it is for: %(purpose)s", purpose=scope.purpose)),
        str(_("Made on %(day)s.", day=long_date(scope.at))),
        str(
            _(
                "Only words that a person has read and cleared, without what was taken out. "
                "Answers that were ticked are not in it."
            )
        ),
        str(
            _(
                "Who wrote is made coarse: what fewer than %(least)s people share is left out. "
                "So is part of what fewer than %(alike)s people share.",
                least=scope.least,
                alike=LEAST_ALIKE,
            )
        ),
        str(
            _(
                "Each line is one person. Use it for this purpose only, and do not pass it on. "
                "Delete it when you are done."
            )
        ),
    ]
