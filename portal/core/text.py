"""People's words: kept as written, but in one Unicode form and without characters that do harm."""

import re
import unicodedata

from flask_babel import gettext as _

from portal.core.errors import RuleBroken

_NOT_WORDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean_words(text: str, *, limit: int) -> str:
    """Words in Unicode NFC without control characters; refuses more than `limit` letters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    words = unicodedata.normalize("NFC", _NOT_WORDS.sub("", text)).strip()
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
