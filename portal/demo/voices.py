"""The made-up comments (data/voices.yaml): every one is invented, and pages that show them say so."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.core import checked_yaml

FILE = Path(__file__).parent / "data" / "voices.yaml"


@dataclass(frozen=True)
class Voice:
    """One invented comment and how an officer might sort it; `worrying` ones are never planted."""

    id: str
    survey: str
    question: str
    text: str
    language: str
    themes: tuple[str, ...]
    stance: str
    personal: tuple[str, ...]
    worrying: bool


@cache
def voices_for(survey: str, question: str) -> tuple[Voice, ...]:
    """Every voice that answers this question, in the order of the file."""
    return tuple(v for v in every_voice() if (v.survey, v.question) == (survey, question))


@cache
def every_voice() -> tuple[Voice, ...]:
    """Every voice, in the order of the file."""
    data = checked_yaml.load_shipped(FILE)
    return tuple(
        Voice(
            id=entry["id"],
            survey=entry["answers"]["survey"],
            question=entry["answers"]["question"],
            text=entry["text"],
            language=entry["language"],
            themes=tuple(entry["themes"]),
            stance=entry["stance"],
            personal=tuple(detail["text"] for detail in entry.get("personal", [])),
            worrying="safeguarding" in entry,
        )
        for entry in data["voices"]
    )


@cache
def personal_in(text: str) -> tuple[str, ...]:
    """The made-up details in these words that must not leave."""
    return next((voice.personal for voice in every_voice() if voice.text == text), ())


@cache
def themes_of(text: str) -> tuple[str, ...]:
    """How an officer might sort these words: the main theme first."""
    return next((voice.themes for voice in every_voice() if voice.text == text), ())


@cache
def stance_of(text: str) -> str:
    """What these words say of a thing, as an officer might read them; "" of words that are no voice."""
    return next((voice.stance for voice in every_voice() if voice.text == text), "")
