"""What a catalogue holds: the words of one language, which of them are missing, and where each stands.

`portal/translations/messages.pot` lists every marked sentence with its places; `xx/LC_MESSAGES/messages.po`
is the source of a translation, and set-up compiles it (portal/languages/extracting.py).
"""

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from portal.languages import pseudo

FOLDER = Path(__file__).parent.parent / "translations"
TEMPLATE = FOLDER / "messages.pot"
# pages that only staff meet are in English: their words need no translation
STAFF = re.compile(
    r"templates/(?:account|accounts|exports|insight|safeguarding)/|/staff/|layouts/staff|/staff_\w+\.py"
    r"|portal/(?:accounts|areas|demo|exports|insight|languages|paper|places|retention|strategies)/"
    r"|portal/core/(?:disclosure|outbox|worker)/|components/job_progress|portal/surveys/results/"
    r"|portal/surveys/(?:actions|models|templates)\.py|portal/codes/(?:forms|actions)\.py|portal/safeguarding/"
)
Key = tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """A language families may read in. `locale` writes dates; `is_made_up`: for trying pages out."""

    code: str
    own_name: str
    english_name: str
    direction: str
    locale: Locale
    is_made_up: bool = False


@dataclass(frozen=True)
class Sentence:
    """One marked sentence: its key (one text, or singular and plural) and the files it stands in."""

    key: Key
    places: frozenset[str]

    @property
    def is_for_families(self) -> bool:
        """Whether a family can meet it."""
        return any(not STAFF.search(place) for place in self.places)


ENGLISH = Language("en", "English", "English", "ltr", Locale("en"))
MADE_UP = Language(
    pseudo.CODE, pseudo.NAME, "Test language (made up)", "rtl", Locale("en"), is_made_up=True
)


@cache
def languages() -> dict[str, Language]:
    """Every language with a compiled catalogue, by code, and the made-up one at the end."""
    codes = sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/messages.mo"))
    return {**{code: _language(code) for code in codes}, MADE_UP.code: MADE_UP}


def _language(code: str) -> Language:
    locale = Locale.parse(code, sep="-")
    own, english = locale.get_display_name(locale) or code, locale.get_display_name("en") or code
    return Language(code, own, english, locale.text_direction, locale)


@cache
def sentences() -> tuple[Sentence, ...]:
    """Every marked sentence, as the template of the catalogues lists them."""
    with TEMPLATE.open("rb") as file:
        listed = [message for message in read_po(file) if message.id]
    return tuple(Sentence(_key(one), frozenset(place for place, _line in one.locations)) for one in listed)


def family_sentences() -> tuple[Sentence, ...]:
    """The sentences that families meet: what a translation must hold."""
    return tuple(sentence for sentence in sentences() if sentence.is_for_families)


@cache
def words_of(code: str) -> dict[Key, Key]:
    """What a language has for each sentence; a sentence it lacks is left out."""
    if code == MADE_UP.code:
        return {one.key: tuple(map(pseudo.dressed, one.key)) for one in sentences()}
    with (FOLDER / code / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return {_key(one): _texts(one) for one in read_mo(file) if one.id and all(_texts(one))}


def _key(message: Message) -> Key:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _texts(message: Message) -> Key:
    texts = message.string or ""
    return (texts,) if isinstance(texts, str) else tuple(texts)


def fingerprint(key: Key, texts: Key) -> str:
    """What stands for one sentence and its translation in a signature: it changes with either."""
    return hashlib.sha256("\0".join([*key, *texts]).encode()).hexdigest()[:12]


def fingerprints_of(code: str) -> frozenset[str]:
    """The fingerprints of everything a language has today."""
    return frozenset(fingerprint(key, texts) for key, texts in words_of(code).items())


def signed_words(code: str, signed: Collection[str]) -> dict[Key, Key]:
    """The words of a language that stand as they were signed."""
    return {key: texts for key, texts in words_of(code).items() if fingerprint(key, texts) in signed}


def translations_of(language: Language, words: dict[Key, Key]) -> NullTranslations:
    """What gettext asks: these words, and English for everything else."""
    catalog = Catalog(locale=language.locale)
    for key, texts in words.items():
        plural = len(key) > 1
        catalog.add(key if plural else key[0], texts if plural else texts[0])
    written = BytesIO()
    write_mo(written, catalog)
    written.seek(0)
    return Translations(written)


def lacking(words: Collection[Key], of: Iterable[Sentence]) -> list[Sentence]:
    """Those sentences that these words do not hold, in order."""
    return [sentence for sentence in of if sentence.key not in words]


def per_cent(words: Collection[Key]) -> int:
    """How much of what families meet these words hold, rounded down: 100 is all of it."""
    all_of_it = family_sentences()
    return 100 * (len(all_of_it) - len(lacking(words, all_of_it))) // max(1, len(all_of_it))
