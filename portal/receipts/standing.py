"""What became of one piece of words, from "we have it" to "sorted", in plain and in Easy Read words."""

from collections.abc import Iterable

from flask_babel import gettext as _

from portal.core import keys
from portal.core.deployment import secret_key
from portal.feedback.models import FeedbackItem, ItemState
from portal.receipts.registry import Happening

WAITING = "waiting"


def standing_of(
    item: FeedbackItem, *, locked: bool, more: Iterable[Happening] = ()
) -> tuple[Happening, ...]:
    """Every step so far; a locked item reads as any that waits (rules.md, safeguarding)."""
    if locked or item.state in {ItemState.UNSENT, ItemState.SENT}:
        return (_we_have_it(),)
    steps = [_read()]
    if item.redactions:
        steps.append(_taken_out())
    themes = sorted(tag.theme.label for tag in item.tags if tag.theme and tag.removed_at is None)
    if themes:
        steps.append(_sorted(themes))
    return (*steps, *more)


def mark_of(steps: Iterable[Happening]) -> str:
    """A few letters that differ when what is shown differs; "" while it only waits."""
    names = [step.key for step in steps]
    if names == [WAITING]:
        return ""
    key = keys.derive(secret_key(), "receipt standing")
    return keys.keyed_hash(key, "\n".join(names))[:16]


def _we_have_it() -> Happening:
    return Happening(
        WAITING,
        _("We have it. We have not read it yet."),
        _("We have your words. We have not read them yet."),
        "1F4C4",
    )


def _read() -> Happening:
    return Happening(
        "read", _("A person has read your words."), _("A person has read your words."), "1F464"
    )


def _taken_out() -> Happening:
    words = _("We took out some words that could show who someone is. Nobody else will see those.")
    easy = _("We took some words out. They could show who someone is.")
    return Happening("taken out", words, easy, "1F5DD")


def _sorted(themes: list[str]) -> Happening:
    names = ", ".join(themes)
    return Happening(
        f"sorted {names}",
        _("We put your words under: %(themes)s.", themes=names),
        _("We put your words here: %(themes)s.", themes=names),
        "1F50D",
    )
