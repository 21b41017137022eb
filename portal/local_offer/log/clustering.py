"""What a search means, without what could name somebody: its cluster's key, and words that may be shown.

Whatever looks like a number, an e-mail or a postcode goes first. A word that is neither an everyday word
nor one of several services may be a name: it counts by its sound only, under a keyed hash.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core import keys
from portal.core.deployment import secret_key
from portal.feedback import personal_details
from portal.local_offer.search.spelling import sound_of
from portal.local_offer.search.synonyms import Group
from portal.local_offer.search.understanding import understand
from portal.local_offer.search.vocabulary import Vocabulary
from portal.local_offer.search.words import is_ordinary, is_telling, stem

SERVICES_THAT_USE_IT = 2  # a word of one service alone may be the name of who runs it
MOST_PARTS = 8
THINGS_TO_DO = "activities"  # a kind of help: who looks for trampolines does not look for football


@dataclass(frozen=True)
class Meaning:
    """`key_hash` of the cluster; its `label`; whether every word of it is known (`plain`); its `theme`."""

    key_hash: str
    label: str
    plain: bool
    theme: str


def meaning_of(area_slug: str, typed: str, vocabulary: Vocabulary) -> Meaning | None:
    """What a search means; None when nothing of it may be counted (only numbers, only signs)."""
    words = understand(_without_details(typed), vocabulary).words
    found = {(f.first, f.after): f.value for f in vocabulary.book.in_query(words)}
    parts: set[str] = set()
    said: list[str] = []
    plain, theme, number = True, "", 0
    while number < len(words):
        after = max((last for first, last in found if first == number), default=number + 1)
        group = vocabulary.book.groups.get(found.get((number, after), ""))
        if group is not None:
            part, label = _of_group(group, words[number:after])
            parts.add(part)
            said.append(label)
            theme = theme or group.theme
        elif not any(letter.isdigit() for letter in words[number]):
            word = words[number]
            known = not is_telling(word) or _is_known(word, vocabulary)
            plain = plain and known
            said.append(word)
            if is_telling(word):
                parts.add(stem(word) if known else f"sound {sound_of(stem(word))}")
        number = after
    if not parts:
        return None
    return Meaning(_hashed(area_slug, sorted(parts)[:MOST_PARTS]), " ".join(said)[:200], plain, theme)


def _of_group(group: Group, words: Sequence[str]) -> tuple[str, str]:
    """What a phrase of a group counts as, and its label: things to do are not one thing, all else is."""
    if group.help[:1] == (THINGS_TO_DO,):
        said = " ".join(words)
        return f"group {group.key} {' '.join(map(stem, words))}", said
    return f"group {group.key}", group.label


def _without_details(typed: str) -> str:
    for detail in reversed(personal_details.find(typed)):
        typed = f"{typed[: detail.start]} {typed[detail.end :]}"
    return typed


def _is_known(word: str, vocabulary: Vocabulary) -> bool:
    said_by = vocabulary.documents.get(word, 0) >= SERVICES_THAT_USE_IT
    return said_by or is_ordinary(word) or word in vocabulary.book.words


def _hashed(area_slug: str, parts: Sequence[str]) -> str:
    return keys.keyed_hash(keys.derive(secret_key(), "search log"), "|".join([area_slug, *parts]))
