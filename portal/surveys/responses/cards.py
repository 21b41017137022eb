"""How the answers of a question are drawn: words, faces, ticks or pictures, and which stand apart."""

from collections.abc import Iterable

from flask_babel import gettext as _

from portal.core.vocabulary import Mode
from portal.surveys.questionnaire import Ask
from portal.surveys.scales import Option

Card = dict[str, str]

MARKS = {
    "agree-lot": "faces/agree-1-a-lot",
    "agree-little": "faces/agree-2-agree",
    "in-between": "faces/agree-3-in-between",
    "disagree-little": "faces/agree-4-disagree",
    "disagree-lot": "faces/agree-5-a-lot",
}
FACES = {
    "face3": {"good": "three-1-good", "ok": "three-2-ok", "not-good": "three-3-not-good"},
    "sat5": {
        "very-happy": "five-1-very-happy",
        "happy": "five-2-happy",
        "in-between": "five-3-in-between",
        "unhappy": "five-4-unhappy",
        "very-unhappy": "five-5-very-unhappy",
    },
}
FACES["face5"] = {
    "great": "five-1-very-happy",
    "good": "five-2-happy",
    "ok": "five-3-in-between",
    "not-good": "five-4-unhappy",
    "bad": "five-5-very-unhappy",
}
BESIDE = {"not-sure": "dont-know", "not-apply": "not-about-me"}
SKIP = "skip"


def cards(ask: Ask, options: Iterable[Option], mode: str) -> tuple[list[Card], list[Card]]:
    """The answers on the scale and those beside it ("not sure"), as the answers component takes them.

    In Easy Read "I don't know" and "Skip" are answers of the same size (rules.md, accessible).
    """
    options = list(options)
    on = [_card(ask, option, mode) for option in options if not option.off_scale]
    off = [_card(ask, option, mode) for option in options if option.off_scale]
    if mode == Mode.EASY and ask.type.takes == "one":
        off.append({"value": SKIP, "text": _("Skip"), "face": "skip"})
    return on, off


def _card(ask: Ask, option: Option, mode: str) -> Card:
    card = {"value": option.code, "text": option.label(mode)}
    drawn = _drawing(ask, option, mode)
    return {**card, **drawn}


def _drawing(ask: Ask, option: Option, mode: str) -> Card:
    if mode == Mode.EASY and option.code in BESIDE:
        return {"face": BESIDE[option.code]}
    if ask.type.look == "marks" and option.code in MARKS:
        return {"mark": MARKS[option.code]}
    if ask.type.look == "faces" and (ask.kind in {"face3", "face5"} or mode != Mode.STANDARD):
        face = FACES[ask.kind].get(option.code)
        return {"face": face} if face else {}
    if ask.type.look == "pictures" and option.picture and not option.off_scale:
        return {"picture": option.picture}
    return {}
