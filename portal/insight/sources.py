"""Where words come from: what they answer (question, note, topic, consultation, promise), place, file."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.accounts.queries import names_of
from portal.board.difference_actions import SOURCE_KIND as ON_PROMISE
from portal.board.queries import titles_of
from portal.consultations.models import EventNote
from portal.consultations.note_actions import SOURCE_KIND as EVENT_NOTE
from portal.consultations.queries import notes_by_item
from portal.consultations.words import table_words
from portal.earlier.actions import SOURCE_KIND as EARLIER
from portal.earlier.queries import Origin, origins_of
from portal.earlier.words import origin_words
from portal.feedback.models import FeedbackItem
from portal.insight import queries
from portal.insight.words import PARTS
from portal.receipts.note_actions import SOURCE_KIND as NOTE_KIND
from portal.receipts.queries import notes_by_id
from portal.surveys.models import Question, Wave
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.topics.appeal_actions import SOURCE_KIND as TOPIC_APPEAL
from portal.topics.comment_actions import SOURCE_KIND as TOPIC_COMMENT


@dataclass(frozen=True)
class Source:
    """What was asked, in which round and where; None where the words answer no survey question any more.

    `part` is the kind of source, `note` what staff had asked, `topic` the title of what the words are
    about: a topic, a consultation, a promise. `place`: where they were said, and at how large a table.
    `origin`: the file that brought them, when, and who.
    """

    question: Question | None
    wave: Wave | None
    mode: str
    note: str = ""
    part: str = ""
    topic: str = ""
    place: str = ""
    origin: str = ""

    @property
    def asked(self) -> str:
        """The question as this person was asked it."""
        wording = self.question.wording(self.mode) if self.question else None
        return wording.words if wording else ""


def sources_of(items: Sequence[FeedbackItem]) -> dict[int, Source]:
    """Where each of these items comes from, by item id: at most nine queries for all."""
    of_kind = {kind: {item.source_id for item in items if item.source_kind == kind} for kind in PARTS}
    asked = _asked([item for item in items if item.source_kind == SOURCE_KIND])
    noted = _noted([item for item in items if item.source_kind == EVENT_NOTE])
    brought = _brought([item for item in items if item.source_kind == EARLIER])
    answers = sorted(of_kind[NOTE_KIND])
    notes = notes_by_id(answers) if answers else {}
    titles = _titles(of_kind)

    def source(item: FeedbackItem) -> Source:
        kind, number = item.source_kind, item.source_id
        note = notes.get(number, "") if kind == NOTE_KIND else ""
        return Source(None, None, item.mode, note=note, part=kind, topic=titles.get((kind, number), ""))

    known = asked | noted | brought
    return {item.id: known.get(item.id) or source(item) for item in items}


def _asked(items: list[FeedbackItem]) -> dict[int, Source]:
    questions = queries.questions_by_id({item.source_id for item in items})
    waves = queries.waves_by_id({item.occasion_id for item in items})
    places = queries.places_by_item([item.id for item in items])
    return {
        item.id: Source(
            questions.get(item.source_id),
            waves.get(item.occasion_id),
            item.mode,
            part=SOURCE_KIND,
            place=places.get(item.id, ""),
        )
        for item in items
    }


def _noted(items: list[FeedbackItem]) -> dict[int, Source]:
    """What was said at tables: on which consultation, where, and how many sat there."""
    notes = notes_by_item([item.id for item in items]) if items else {}
    return {item.id: _at_table(item, notes[item.id]) for item in items if item.id in notes}


def _at_table(item: FeedbackItem, note: EventNote) -> Source:
    about = note.consultation.title if note.consultation else ""
    return Source(None, None, item.mode, part=EVENT_NOTE, topic=about, place=table_words(note))


def _brought(items: list[FeedbackItem]) -> dict[int, Source]:
    """What files brought: under which question or heading, where, and from which file."""
    origins = origins_of([item.id for item in items]) if items else {}
    names = names_of({origin.file.made_by for origin in origins.values()}) if origins else {}
    modes = {item.id: item.mode for item in items}
    return {number: _of_file(modes[number], origin, names) for number, origin in origins.items()}


def _of_file(mode: str, origin: Origin, names: dict[int, str]) -> Source:
    said = origin_words(origin, names.get(origin.file.made_by, ""))
    heading, place = origin.words.heading, origin.place or ""
    return Source(None, None, mode, part=EARLIER, topic=heading, place=place, origin=said)


def _titles(of_kind: dict[str, set[int]]) -> dict[tuple[str, int], str]:
    talked = of_kind[TOPIC_COMMENT] | of_kind[TOPIC_APPEAL]
    topics = queries.topics_by_id(talked) if talked else {}
    promises = titles_of(of_kind[ON_PROMISE]) if of_kind[ON_PROMISE] else {}
    found = {
        (kind, number): title for kind in (TOPIC_COMMENT, TOPIC_APPEAL) for number, title in topics.items()
    }
    return found | {(ON_PROMISE, number): title for number, title in promises.items()}
