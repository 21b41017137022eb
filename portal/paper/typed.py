"""What a keying page sent, as entries of the form."""

from werkzeug.datastructures import MultiDict

from portal.core.errors import RuleBroken
from portal.core.text import clean_words
from portal.paper.keyable import Entry, Field, PaperForm
from portal.paper.sheet_actions import NOT_SAME, SAME, Difference

CHOICE, WORDS, WORRY = "a-", "w-", "worry-"
FIRST, SECOND = "first", "second"
Sent = MultiDict[str, str]


def entries(form: PaperForm, sent: Sent) -> dict[str, Entry]:
    """What was typed for each question; refuses (field: the question) words that are too long."""
    return {field.key: _entry(field, sent) for field in form.fields}


def _entry(field: Field, sent: Sent) -> Entry:
    if field.takes == "words":
        return Entry(words=_words(field, sent))
    return Entry(codes=_codes(field, sent))


def _codes(field: Field, sent: Sent) -> tuple[str, ...]:
    typed = set(sent.getlist(CHOICE + field.key))
    if field.takes == "number":
        return tuple(sorted(str(int(one)) if one.isdecimal() else one for one in map(_short, typed) if one))
    return tuple(choice.code for choice in field.choices if choice.code in typed)


def _short(text: str) -> str:
    return text.strip()[:20]


def _words(field: Field, sent: Sent) -> str:
    try:
        return clean_words(sent.get(WORDS + field.key, ""), limit=field.longest)
    except RuleBroken as broken:
        raise RuleBroken(broken.message, field=field.key, status=422) from broken


def worries(form: PaperForm, sent: Sent) -> list[str]:
    """The questions whose words whoever keyed is worried about."""
    return [field.key for field in form.fields if field.takes == "words" and WORRY + field.key in sent]


def second_codes(form: PaperForm, sent: Sent) -> dict[str, tuple[str, ...]]:
    """What the second keyer saw: codes, and for words whether they are the same as on the paper."""
    found: dict[str, tuple[str, ...]] = {}
    for field in form.fields:
        if field.takes == "words":
            said = sent.get(CHOICE + field.key, "")
            found[field.key] = (said,) if said in (SAME, NOT_SAME) else ()
        else:
            found[field.key] = _codes(field, sent)
    return found


def settled(differing: list[Difference], sent: Sent) -> dict[str, Entry]:
    """What was chosen as right for each question; one that was left open is missing."""
    found: dict[str, Entry] = {}
    for one in differing:
        key, said = one.field.key, sent.get(CHOICE + one.field.key, "")
        if one.field.takes == "words":
            # an empty box takes the words away; a page without the box says nothing of them
            if WORDS + key in sent:
                found[key] = Entry(words=_words(one.field, sent))
        elif said in (FIRST, SECOND):
            found[key] = one.first if said == FIRST else Entry(codes=one.second)
    return found
