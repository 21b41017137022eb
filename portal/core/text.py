"""People's words: kept as written, but in one Unicode form and without characters that do harm.

Families' words and staff's plain words go through `clean_words` and are shown escaped: taking tags out
would eat "a < b" and "<name removed>". `strip_markup` is for feeds, imports and pasted files only, and
`markdown_for_officers` for text that staff write with headings, lists and links.
"""

import html
import re
import unicodedata
from itertools import groupby

import bleach
import nh3
from flask_babel import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from portal.core.errors import RuleBroken

# Control characters (but tab and new line), halves of surrogate pairs, code points that are no character
# (a workbook or an XML feed cannot hold them), the mark for byte order; and what embeds, overrides or
# isolates a direction: left open, it turns round everything that follows on the page of whoever reads.
# The marks U+200E, U+200F and U+061C stay: Arabic and Hebrew writers need them, and they reach only their
# neighbours. So do the joiners U+200C and U+200D, which Persian, Hindi and emoji need.
_NOT_WORDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")

# letters and signs by name, but nobody sees them: the fillers of Korean and the empty Braille cell
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")

# Unicode's own bound for marks upon one letter (UAX 15, stream-safe text); no language comes near it,
# and putting thousands in order takes minutes
MARKS_ON_A_LETTER = 30
# normal form C makes of four characters one at most, so what is longer than this is refused unread
MOST_JOINED = 4
LONGEST_MARKUP = 50_000


def clean_words(text: str, *, limit: int) -> str:
    """The words as written, in Unicode NFC, lines ended by \\n, without blanks around them.

    Refuses (RuleBroken on the field "words") more than `limit` letters.
    """
    words = _harmless(text).strip()
    if len(words) <= limit * MOST_JOINED:
        words = _normal(words)
    if len(words) > limit:
        raise RuleBroken(
            _(
                "Your words are %(count)s letters long. Please keep to %(max)s.",
                count=len(words),
                max=limit,
            ),
            field="words",
            status=422,
        )
    return words


def says_something(words: str) -> bool:
    """Whether anything of the words can be seen: joiners, blanks and fillers by themselves cannot."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in words if letter not in _FILLERS)


def means_something(words: str) -> bool:
    """Whether a letter, a number or a picture (a heart, a thumb up) stands there: more than mere dots."""
    kinds = (unicodedata.category(letter) for letter in words if letter not in _FILLERS)
    return any(kind[0] in "LN" or kind == "So" for kind in kinds)


def strip_markup(markup: str) -> str:
    """The words in a piece of HTML from a feed, an import or a pasted file, as plain text.

    Tags, comments, scripts and styles go; paragraphs, list items and lines keep a line each; what was
    written as "&lt;" comes out as "<", so the result is text to be escaped, never markup. Refuses
    (RuleBroken) a piece over LONGEST_MARKUP: a tag of thousands of attributes is slow to take apart.
    """
    if len(markup) > LONGEST_MARKUP:
        raise RuleBroken(_("This page is too long to be read."), status=422)
    without = _END_OF_CELL.sub(" </", _LINE_BREAK.sub("\n<br", _without_code(markup)))
    stripped = bleach.clean(without, tags=set(), attributes={}, strip=True, strip_comments=True)
    lines = (" ".join(line.split()) for line in _harmless(html.unescape(stripped)).split("\n"))
    return _normal(_BLANK_LINES.sub("\n\n", "\n".join(lines)))


def markdown_for_officers(text: str, *, top: int = 2) -> Markup:
    """Markdown of staff as HTML: paragraphs, emphasis, lists, quotes, links, headings; no HTML of theirs.

    Headings begin at level `top` under the page's own and never skip a level, whatever was typed.
    Links go to web pages, e-mail and telephone numbers, or within the portal. Pictures are left out.
    """
    tokens = _MARKDOWN.parse(_normal(_harmless(text)))
    _level_headings(tokens, top)
    rendered = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Markup(  # noqa: S704 - cleaned in the same breath
        nh3.clean(
            rendered,
            tags=_OFFICERS_TAGS,
            attributes={"*": set(), "a": {"href"}},
            url_schemes={"https", "http", "mailto", "tel"},
            link_rel="noopener noreferrer",
        )
    )


def _harmless(text: str) -> str:
    return _NOT_WORDS.sub("", _LINE_ENDS.sub("\n", text))


def _normal(words: str) -> str:
    """The words in normal form C, marks on one letter bounded, blanks around them gone."""
    if not words.isascii():
        runs = groupby(words, key=lambda letter: unicodedata.combining(letter) > 0)
        bounded = (
            "".join(list(run)[:MARKS_ON_A_LETTER]) if are_marks else "".join(run) for are_marks, run in runs
        )
        words = unicodedata.normalize("NFC", "".join(bounded))
    return words.strip()


_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_END_OF_CELL = re.compile(r"</(?=t[dh]\b)", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n{3,}")
_CODE_STARTS = re.compile(r"<(script|style|template)\b", re.IGNORECASE)
_CODE_ENDS = {
    name: re.compile(rf"</{name}\b[^>]*+>?", re.IGNORECASE) for name in ("script", "style", "template")
}

_OFFICERS_TAGS = {"p", "br", "hr", "em", "strong", "ul", "ol", "li", "blockquote", "a", "h2", "h3", "h4"}
_DEEPEST_HEADING = 4
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["code", "fence"])


def _without_code(markup: str) -> str:
    """The markup without its scripts and styles; one that never ends takes the rest with it."""
    kept: list[str] = []
    done = 0
    while start := _CODE_STARTS.search(markup, done):
        kept.append(markup[done : start.start()])
        end = _CODE_ENDS[start[1].lower()].search(markup, start.end())
        done = end.end() if end else len(markup)
    return "".join((*kept, markup[done:]))


def _level_headings(tokens: list[Token], top: int) -> None:
    last = top - 1
    for token in tokens:
        if token.type == "heading_open":
            last = min(int(token.tag[1]) + top - 1, last + 1, _DEEPEST_HEADING)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"
