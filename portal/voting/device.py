"""What this device holds of a vote: choices not sent yet, in one order by chance, and the card.

All of it stands in the one strictly necessary cookie, signed, and goes when the ballot is sent; then only
stays that somebody voted here, which is a light control and said so on the page.
"""

import secrets
from dataclasses import dataclass, field
from random import Random

import flask

from portal.areas.models import Area
from portal.voting.models import Vote, VoteOption

DRAFTS, VOTED, CARDS, CODES = "ballots", "voted", "vote cards", "vote codes"


@dataclass
class Draft:
    """Choices by option key; `before` are the choices before the last press, to take it back.

    `practice`: only to try it out, it never counts.
    """

    once: str
    seed: int
    choices: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] | None = None
    practice: bool = False

    def set(self, choices: dict[str, int]) -> None:
        """Choose anew, and remember what stood here."""
        kept = {key: number for key, number in choices.items() if number}
        if kept != self.choices:
            self.before, self.choices = self.choices, kept

    def undo(self) -> None:
        """Take the last press back; pressing again brings it back."""
        if self.before is not None:
            self.choices, self.before = self.before, self.choices


def _place(area: Area, slug: str) -> str:
    return f"{area.slug}/{slug}"


def begin(area: Area, slug: str, *, practice: bool = False) -> None:
    """An empty ballot, with a new order."""
    keep(area, slug, Draft(secrets.token_urlsafe(16), secrets.randbelow(2**31), practice=practice))


def keep(area: Area, slug: str, draft: Draft) -> None:
    """Keep choices on this device."""
    drafts = dict(flask.session.get(DRAFTS, {}))
    drafts[_place(area, slug)] = [draft.once, draft.seed, draft.choices, draft.before, draft.practice]
    flask.session[DRAFTS] = drafts


def end_practice(area: Area, slug: str) -> None:
    """Let go of a ballot that was only to try it out."""
    held = draft(area, slug)
    if held is not None and held.practice:
        drop(area, slug, (DRAFTS,))


def draft(area: Area, slug: str) -> Draft | None:
    """The ballot that was begun here, None when there is none."""
    held = flask.session.get(DRAFTS, {}).get(_place(area, slug))
    return Draft(*held) if held else None


def in_order(vote: Vote, held: Draft) -> list[VoteOption]:
    """The options in the order of this person: by chance, or as they stand where the vote says so."""
    options = list(vote.options)
    if not vote.fixed_order:
        Random(held.seed).shuffle(options)  # noqa: S311 - an order, not a secret
    return options


def sent(area: Area, slug: str) -> None:
    """The ballot is in: let go of its choices and its card."""
    forget(area, slug)
    flask.session[VOTED] = [*voted(), _place(area, slug)][-20:]


def voted(area: Area | None = None, slug: str = "") -> list[str]:
    """Where somebody voted on this device; with an area, that vote only (empty: nobody)."""
    held = [str(one) for one in flask.session.get(VOTED, [])]
    return held if area is None else [one for one in held if one == _place(area, slug)]


def someone_else(area: Area, slug: str) -> None:
    """Another person votes here next."""
    forget(area, slug)
    flask.session[VOTED] = [one for one in voted() if one != _place(area, slug)]


def forget(area: Area, slug: str) -> None:
    """Let go of a ballot that was not sent, of its card, and of the code shown after another."""
    drop(area, slug, (DRAFTS, CARDS, CODES))


def drop(area: Area, slug: str, names: tuple[str, ...]) -> None:
    """Let go of these things of one vote."""
    for name in names:
        kept = dict(flask.session.get(name, {}))
        if kept.pop(_place(area, slug), None) is not None:
            flask.session[name] = kept


def keep_card(area: Area, slug: str, words: tuple[str, ...]) -> None:
    """The card this device came with, until the ballot is sent: then it is used."""
    someone_else(area, slug)
    flask.session[CARDS] = {**flask.session.get(CARDS, {}), _place(area, slug): " ".join(words)}


def card(area: Area, slug: str) -> tuple[str, ...] | None:
    """The words of the card held for this vote, None when there is none."""
    words = str(flask.session.get(CARDS, {}).get(_place(area, slug), "")).split()
    return tuple(words) or None


def keep_code(area: Area, slug: str, words: tuple[str, ...]) -> None:
    """Keep the words of the receipt until the person leaves."""
    flask.session[CODES] = {**flask.session.get(CODES, {}), _place(area, slug): " ".join(words)}


def code(area: Area, slug: str) -> str | None:
    """The words to show, None when nobody asked for them here."""
    return str(flask.session.get(CODES, {}).get(_place(area, slug), "")) or None


def drop_card(area: Area, slug: str) -> None:
    """The card does not work: let go of it, and keep the choices."""
    cards = dict(flask.session.get(CARDS, {}))
    if cards.pop(_place(area, slug), None) is not None:
        flask.session[CARDS] = cards
