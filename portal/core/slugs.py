"""The word by which an address names a thing: its title in small letters, numbered where it is taken."""

import re
from collections.abc import Collection
from itertools import count
from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.core.letters import words_in

LONGEST = 60  # letters, before a number


def slug_of(text: str, otherwise: str) -> str:
    """A text in small letters for an address or code: "How is school?" is "how-is-school".

    `otherwise` where no letter from a to z is left.
    """
    letters = "-".join(word.text for word in words_in(text))
    return re.sub(r"[^a-z0-9]+", "-", letters)[:LONGEST].strip("-") or otherwise


def numbered(word: str, taken: Collection[str]) -> str:
    """The word, with the first free number behind it where it is taken: "city-library-2"."""
    wanted = (f"{word}-{number}" if number > 1 else word for number in count(1))
    return next(one for one in wanted if one not in taken)


def free_slug(
    table: type[Any], area_id: int, title: str, otherwise: str, kept: Collection[str] = ()
) -> str:
    """A word for the title that no row of this area has in a table with `area_id` and `slug`.

    `kept` are addresses of other pages.
    """
    word = slug_of(title, otherwise)
    rows = select(table.slug).where(table.area_id == area_id, table.slug.startswith(word, autoescape=True))
    return numbered(word, {*db.session.scalars(rows), *kept})
