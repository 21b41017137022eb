"""Which language a page is shown in: chosen by a link, remembered on the device, off until it is signed.

English is shown where nothing was chosen, on staff's pages, and on a page of whose own words too few
are signed: half a page in each language is worse than one that says it is in English.
"""

import ast
import inspect
from functools import cache
from typing import Any, cast

import flask
from babel import Locale
from babel.support import NullTranslations
from flask_babel import Babel, Domain
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from portal.areas.models import Area
from portal.core import easy_read
from portal.core.db import db
from portal.languages import catalogues
from portal.languages.catalogues import ENGLISH, Language
from portal.languages.queries import sign_in_force

ASKED = "language"  # in the address of a link, and in the cookie
MOST = 0.9
STAFF = ("staff_", "account")
# the words of a signature never change, so they are read once; ids are random and never used again
_signed: dict[tuple[str, int], NullTranslations] = {}
_ready: dict[tuple[str, int, str, bool], bool] = {}


def offered() -> list[Language]:
    """The languages families may choose here, English first; none where there is no choice."""
    area = flask.g.get("area")
    if area is None or _is_for_staff():
        return []
    known = catalogues.languages()
    signed = [known[code] for code in sorted(area.settings.languages) if code in known]
    return [ENGLISH, *signed] if signed else []


def chosen() -> Language:
    """The language this device has asked for, English when it has not or when it is off here."""
    code = flask.request.args.get(ASKED) or flask.session.get(ASKED)
    return next((language for language in offered() if language.code == code), ENGLISH)


def shown() -> Language:
    """The language of the page that is being made."""
    if not flask.has_request_context() or "area" not in flask.g:
        return ENGLISH
    if "shown_language" not in flask.g:
        try:
            language = chosen()
            flask.g.shown_language = language if _is_ready(language) else ENGLISH
        except SQLAlchemyError:
            # a page that says the database is gone needs words too
            flask.g.shown_language = ENGLISH
    return cast(Language, flask.g.shown_language)


def _is_for_staff() -> bool:
    return (flask.request.blueprint or "").startswith(STAFF)


def remember() -> None:
    """Before each request: a link of the chooser sets the language of this device; nothing else is kept."""
    asked = flask.request.args.get(ASKED)
    if asked is not None and "area" in flask.g and easy_read.may_remember():
        choose(asked)


def choose(code: str) -> None:
    """Let this device read in a language from now on; one that is off here changes nothing."""
    if code == ENGLISH.code:
        flask.session.pop(ASKED, None)
    elif any(language.code == code for language in offered()):
        flask.session[ASKED] = code


def _is_ready(language: Language) -> bool:
    """Whether most of a page's own words are signed: else it is shown in English as a whole."""
    if language is ENGLISH:
        return True
    area, endpoint = cast(Area, flask.g.area), flask.request.endpoint or ""
    key = (_database(), area.settings.languages[language.code], endpoint, easy_read.is_wanted())
    if key not in _ready:
        files = _templates_of(endpoint, easy=easy_read.is_wanted())
        wanted = [one for one in catalogues.sentences() if one.places & files]
        words = _words(area, language)
        _ready[key] = len(wanted) - len(catalogues.lacking(words, wanted)) >= MOST * len(wanted)
    return _ready[key]


@cache
def _templates_of(endpoint: str, *, easy: bool) -> frozenset[str]:
    """The templates a view can show, by reading it and what it calls in its own module."""
    view = flask.current_app.view_functions.get(endpoint)
    if view is None:
        return frozenset({"templates/errors/problem.html"})
    view = inspect.unwrap(view)
    tree = ast.parse(inspect.getsource(inspect.getmodule(view)))  # type: ignore[arg-type]
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    found: set[str] = set()
    waiting, seen = [view.__name__], set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in functions:
            continue
        seen.add(name)
        for node in ast.walk(functions[name]):
            if isinstance(node, ast.Constant) and str(node.value).endswith(".html"):
                found.add(easy_read.twin_of(str(node.value)) if easy else str(node.value))
            elif isinstance(node, ast.Name):
                waiting.append(node.id)
    return frozenset(f"templates/{name}" for name in found)


def _database() -> str:
    return str(db.engine.url)


def _words(area: Area, language: Language) -> dict[catalogues.Key, catalogues.Key]:
    sign = sign_in_force(area, language.code)
    return catalogues.signed_words(language.code, sign.words) if sign else {}


def _translations() -> NullTranslations:
    language = shown()
    if language is ENGLISH:
        return NullTranslations()
    area = cast(Area, flask.g.area)
    key = (_database(), area.settings.languages[language.code])
    if key not in _signed:
        _signed[key] = catalogues.translations_of(language, _words(area, language))
    return _signed[key]


class SignedDomain(Domain):
    """Where gettext finds words: the signed ones of the page's language, else English."""

    def get_translations(self) -> NullTranslations:
        """What the page of this request asks."""
        return _translations()


class SignedBabel(Babel):
    """Flask-Babel with the one domain above."""

    domain_instance = SignedDomain()


def _locale() -> Locale:
    return shown().locale


def in_english() -> Markup:
    """The attributes of a whole block that stands in English, such as a published plan."""
    return Markup(' lang="en" dir="ltr"') if shown() is not ENGLISH else Markup("")


def of_language(code: str) -> Markup:
    """The attributes of words that are in another language than the page; none where it is the same."""
    language = catalogues.languages().get(code, ENGLISH)
    if language.code == shown().code:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language.code, language.direction)


def words_in(language: Language, sentence: str) -> str:
    """One sentence in the language that was chosen, for a page that is not; English when it has none."""
    area = flask.g.get("area")
    if area is None or language is ENGLISH:
        return sentence
    return _words(area, language).get((sentence,), (sentence,))[0]


def in_its_language(words: str, code: str) -> str | Markup:
    """Words marked with their language where the page is in another."""
    marks = of_language(code)
    return Markup("<span{}>{}</span>").format(marks, words) if marks else words


def _for_layouts() -> dict[str, Any]:
    def is_missing() -> bool:
        return flask.has_request_context() and chosen() is not shown()

    return {
        "html_lang": shown().code,
        "html_dir": shown().direction,
        "languages": offered,
        "language_chosen": chosen,
        "language_is_missing": is_missing,
    }


def init_app(app: flask.Flask) -> None:
    """Let pages speak the languages that their area has signed."""
    SignedBabel(app, default_timezone="Europe/London", locale_selector=_locale)
    app.before_request(remember)
    app.context_processor(_for_layouts)
    app.jinja_env.globals.update(
        in_english=in_english,
        in_its_language=in_its_language,
        of_language=of_language,
        words_in=words_in,
    )
