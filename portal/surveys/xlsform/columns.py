"""The columns of an XLSForm that hold words: "label", "label::Arabic (ar)", "label::Easy Read (en-x-easy)".

A mode is a private part of a language tag (BCP 47): other tools take it for one more language.
"""

import re

from portal.core.vocabulary import Mode
from portal.languages.catalogues import languages
from portal.surveys.names import language_name, mode_name
from portal.surveys.scales import ENGLISH, place

TAG = re.compile(r"\(([a-z]{2,3}(?:-[a-z0-9]+)*)\)\s*$")


def tag(mode: str, language: str) -> str:
    """The tag of a mode and language: "en", "en-x-easy", "ar"."""
    return language if mode == Mode.STANDARD else f"{language}-x-{mode}"


def heading(name: str, mode: str, language: str) -> str:
    """The heading of a column of words."""
    words = (
        language_name(language)
        if mode == Mode.STANDARD
        else f"{language_name(language)}, {mode_name(mode)}"
    )
    return f"{name}::{words} ({tag(mode, language)})"


def place_of(written: str, default: str) -> str | None:
    """Where words of a column belong ("standard", "easy@ar"); None for a language nobody knows here.

    `written`: what follows "label::"; empty or the form's default language is English, standard words.
    """
    words = written.strip().casefold()
    if not words or words == default.strip().casefold():
        return str(Mode.STANDARD)
    found = TAG.search(words)
    code, _x, mode = (found[1] if found else words).partition("-x-")
    known = {one.english_name.casefold(): one.code for one in languages().values()}
    language = known.get(code, code)
    if mode not in {"", *Mode} or (language != ENGLISH and language not in known.values()):
        return ENGLISH_NAMES.get(words)
    return place(mode or Mode.STANDARD, language)


ENGLISH_NAMES = {"english": str(Mode.STANDARD), "default": str(Mode.STANDARD)}
