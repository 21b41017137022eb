"""What these pages say can be read at 9 to 11: a grade up to 6, short sentences, shorter in Easy Read."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

import config
from portal.core.words import (
    HIGHEST_GRADE,
    LONGEST_EASY_SENTENCE,
    LONGEST_SENTENCE,
    long_sentences,
    reading_grade,
)
from portal.pages.glossary import terms_by_letter
from portal.pages.help import shipped_words

FILES = [
    *sorted((config.ROOT / "templates" / "pages").glob("*.html")),
    *sorted((config.ROOT / "templates" / "errors").glob("*.html")),
    *sorted((config.ROOT / "portal" / "pages").glob("*.py")),
    *sorted((config.ROOT / "templates" / "votes").glob("*.html")),
    *sorted((config.ROOT / "templates" / "kiosk").glob("*.html")),
    *sorted((config.ROOT / "templates" / "vote_results").glob("*.html")),
    config.ROOT / "portal" / "core" / "error_pages.py",
    config.ROOT / "templates" / "codes" / "ask.html",
    config.ROOT / "portal" / "codes" / "guessing.py",
]


def marked(path: Path) -> str:
    """Every sentence that a file marks for people, one a line."""
    method = "jinja2" if path.suffix == ".html" else "python"
    found: list[str] = []
    for _line, message, _comments, _context in extract_from_file(method, path):
        found.extend([message] if isinstance(message, str) else message)
    return "\n".join(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_page_is_easy_to_read(path: Path) -> None:
    text = marked(path)
    assert reading_grade(text) <= HIGHEST_GRADE
    assert long_sentences(text, LONGEST_SENTENCE) == ()


@pytest.mark.parametrize(
    ("way", "longest"), [("standard", LONGEST_SENTENCE), ("easy", LONGEST_EASY_SENTENCE)]
)
def test_the_lines_of_help_are_easy_to_read(way: str, longest: int) -> None:
    text = "\n".join(getattr(words, way) for words in shipped_words())
    assert reading_grade(text) <= HIGHEST_GRADE
    assert long_sentences(text, longest) == ()


def test_hard_words_are_explained_in_easy_ones() -> None:
    terms = [term for terms in terms_by_letter().values() for term in terms]
    plain, easy = "\n".join(t.plain for t in terms), "\n".join(t.easy for t in terms)
    assert reading_grade(plain) <= HIGHEST_GRADE
    assert long_sentences(plain, LONGEST_SENTENCE) == ()
    assert reading_grade(easy) < reading_grade(plain)
    assert long_sentences(easy, LONGEST_EASY_SENTENCE) == ()
