"""The kinds and answers of a form: lists of the sheet "choices" become our lists, scales or own answers."""

import re
from collections.abc import Iterable

from flask_babel import gettext as _

from portal.core.slugs import slug_of
from portal.core.vocabulary import Mode
from portal.surveys.drafting import MOST_ANSWERS
from portal.surveys.question_types import REGISTRY, type_of
from portal.surveys.scales import all_scales, none_of_these
from portal.surveys.xlsform.columns import place_of
from portal.surveys.xlsform.found import Found, Notes
from portal.surveys.xlsform.reading import Row

CODE = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
LONGEST_ANSWER = 200
Words = dict[str, str]


def words_in(row: Row, name: str, default: str, notes: Notes) -> Words:
    """The words of a row by place ("standard", "easy@ar"), from "label" and its columns of languages."""
    found: Words = {}
    for heading, text in row.cells.items():
        first, _two, language = heading.partition("::")
        if first.strip() != name:
            continue
        place = place_of(language, default)
        if place is None:
            said = _("Words in “%(language)s”: the portal does not know this language.", language=language)
            if said not in notes.not_taken:
                notes.not_taken.append(said)
        else:
            found.setdefault(place, " ".join(text.split()))
    return found


def by_list(choices: list[Row]) -> dict[str, list[Row]]:
    """The answers of each list, in order."""
    found: dict[str, list[Row]] = {}
    for row in choices:
        name = row.get("list_name") or row.get("list name")
        if name:
            found.setdefault(name, []).append(row)
    return found


def give_answers(found: Found, list_name: str, rows: list[Row], default: str, notes: Notes) -> None:
    """Give a question its answers: a scale or list of ours with the same codes, else its own."""
    if found.first_kind == "multi":
        # every list of ours ends with it by itself
        rows = [row for row in rows if row.get("name") != none_of_these().code]
        found.codes[none_of_these().code] = none_of_these().code
    names = [row.get("name") or row.get("value") for row in rows]
    if not 2 <= len(rows) <= MOST_ANSWERS or not all(names) or len(set(names)) < len(names):
        notes.wrong.append(
            _(
                "The list “%(name)s” needs 2 to %(most)s answers, each with a name of its own.",
                name=list_name,
                most=MOST_ANSWERS,
            )
        )
        return
    codes = {name: _code(name) for name in names}
    found.codes |= codes
    if _is_ours(found, set(codes.values()), list_name):
        return
    found.kinds = dict.fromkeys(found.kinds, _from_list(found.first_kind))
    found.own_answers = [
        {"code": found.codes[name], "words": _answer_words(row, name, default, notes)}
        for row, name in zip(rows, names, strict=True)
    ]
    if len(set(codes.values())) < len(names):
        notes.wrong.append(_("Two answers of the list “%(name)s” have the same name.", name=list_name))


def _answer_words(row: Row, name: str, default: str, notes: Notes) -> Words:
    words = words_in(row, "label", default, notes)
    if any(len(text) > LONGEST_ANSWER for text in words.values()):
        notes.wrong.append(_("Row %(row)s of “choices”: write a shorter answer.", row=row.number))
    return {**words, str(Mode.STANDARD): words.get(Mode.STANDARD) or name}


def _is_ours(found: Found, codes: set[str], list_name: str) -> bool:
    """Whether it is asked with a scale or a shipped list that has these codes."""
    first = type_of(found.first_kind)
    if not first.from_list:
        return {option.code for option in first.options(all_scales()[first.key])} == codes
    listed = all_scales().get(list_name)
    if listed is None or listed.kind not in {"choice", "multi"} or listed.codes != codes:
        return False
    found.options = list_name
    return True


def _from_list(kind: str) -> str:
    return {"one": "choice", "many": "multi"}.get(type_of(kind).takes, kind)


def known_codes(found: Found) -> frozenset[str]:
    """Every code that an answer to this question can have, in any mode."""
    own = {*found.codes.values(), *(one["code"] for one in found.own_answers or [])}
    scales = [
        all_scales().get(found.options or ""),
        *(all_scales().get(kind) for kind in found.kinds.values()),
    ]
    return frozenset(own | {code for scale in scales if scale for code in scale.codes})


def asked_modes(row: Row, labels: Words) -> list[str]:
    """The modes in which it is asked: those with a kind in our own columns, else those with words."""
    worded = [str(mode) for mode in Mode if mode in labels]
    return [mode for mode in worded if row.get(_kind_column(mode))] or worded


def _kind_column(mode: str) -> str:
    return "portal_kind" if mode == Mode.STANDARD else f"portal_kind_{mode}"


def kinds_of(row: Row, usual: str, modes: Iterable[str], notes: Notes) -> dict[str, str]:
    """The kind in each mode: what our own columns say where that fits, else the usual one of the type."""
    found = {}
    for mode in modes:
        wanted = row.get(_kind_column(mode))
        if wanted and (wanted not in REGISTRY or _takes(wanted) != _takes(usual)):
            notes.not_taken.append(
                _("Row %(row)s: the kind “%(kind)s” does not fit its type.", row=row.number, kind=wanted)
            )
            wanted = ""
        found[mode] = wanted or usual
    return found


def _takes(kind: str) -> str:
    return type_of(kind).takes


def _code(name: str) -> str:
    word = name.strip().casefold()
    return word if CODE.fullmatch(word) and len(word) <= 60 else slug_of(word.replace("_", "-"), "answer")
