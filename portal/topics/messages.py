"""What an author reads about a decision: the shipped messages, by their coded reason."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from portal.topics.models import Act

FILE = Path(__file__).parent / "data" / "messages.yaml"
PUBLISHED, RESTORED, HIDDEN, OTHER, SECOND = (
    "published",
    "restored",
    "hidden-later",
    "other",
    "need-second-reader",
)
SPAM = "advert"
# why words were taken out, to what the author reads: the first that fits
CHANGED = (
    ({"name", "worker"}, "names-removed"),
    ({"contact", "number"}, "contact-removed"),
    ({"link"}, "link-removed"),
    ({"rude"}, "strong-words-removed"),
)
DETAILS = "details-removed"
# what waits without anybody's decision, and what only the lead may say, is no reason to choose
NOT_CHOSEN = {"waiting", "topic-closed", "withdrawn", RESTORED}
OUTCOMES = {Act.HOLD: "hold", Act.REFUSE: "refuse", Act.MOVE: "move-to-private", Act.HIDE: "hide"}


@dataclass(frozen=True)
class Message:
    """One coded reason: what the author reads, plain and in Easy Read, and what they can do."""

    code: str
    outcome: str
    words: str
    easy: str
    can_do: str
    can_appeal: bool
    for_moderators: str


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


@lru_cache(maxsize=1)
def messages() -> dict[str, Message]:
    """Every message by its code."""
    return {
        one["code"]: Message(
            one["code"],
            one["outcome"],
            one["message"],
            one["easy"],
            one["what_you_can_do"],
            one["can_appeal"],
            one.get("for_moderators", ""),
        )
        for one in _file()["moderation"]
    }


def house_rules() -> list[dict[str, str]]:
    """The rules of every topic, each in plain and in Easy Read words."""
    rules: list[dict[str, str]] = _file()["house_rules"]
    return rules


def appeal_words(name: str) -> tuple[str, str]:
    """What the author reads about an appeal, in plain and in Easy Read words."""
    entry = _file()["appeal"][name]
    return entry["standard"], entry["easy"]


def codes_for(act: Act) -> list[str]:
    """The reasons that a moderator may choose for this act, in the order of the file."""
    outcome = OUTCOMES.get(act)
    return [
        one.code for one in messages().values() if one.outcome == outcome and one.code not in NOT_CHOSEN
    ]


def code_of_change(reasons: set[str]) -> str:
    """What the author of a published comment reads, by why words were taken out of it."""
    if not reasons:
        return PUBLISHED
    return next((code for some, code in CHANGED if reasons & some), DETAILS)


def filled(text: str, **values: object) -> str:
    """A message with its {words} filled in; one that is not known stays out."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
