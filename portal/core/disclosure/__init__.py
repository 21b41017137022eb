"""Small numbers: the one way a count of people leaves the service as a figure.

Queries return a `PeopleCount`, which nothing can print. A `Protector` (an area's settings and its
secret) turns it into a `Shown`: a rounded figure, a star, or "not enough answers to show". The
method is the cell key method, as the Office for National Statistics describes it for the 2021
Census of England and Wales, with blur from the two-sided geometric mechanism of differential
privacy (Ghosh, Roughgarden and Sundararajan, 2009), and then rounding.

    settings      what an area may set, and the floor below which it cannot go
    secret        the area's secret and the random key of each response
    people_count  the count that refuses to be rendered, and `exact` for staff
    columns       the two sums that SQL works out
    blur          the keyed draw: the same people always get the same blur
    protector     threshold, star, rounding, percentages
    words         "most", "few": only where they are sure to hold; and the rule in a sentence
"""

from portal.core.disclosure.columns import people_count_columns, read_people_count
from portal.core.disclosure.people_count import PeopleCount, RawPeopleCount, exact
from portal.core.disclosure.protector import (
    ProtectedTable,
    Protector,
    Shown,
    ShownKind,
    show,
)
from portal.core.disclosure.secret import RECORD_KEY_BITS, derive_secret, new_record_key
from portal.core.disclosure.settings import DisclosureSettings
from portal.core.disclosure.words import (
    WORD_MEANINGS,
    WORDS,
    Word,
    rule_in_full,
    rule_sentence,
    share_range,
)

__all__ = [
    "RECORD_KEY_BITS",
    "WORDS",
    "WORD_MEANINGS",
    "DisclosureSettings",
    "PeopleCount",
    "ProtectedTable",
    "Protector",
    "RawPeopleCount",
    "Shown",
    "ShownKind",
    "Word",
    "derive_secret",
    "exact",
    "new_record_key",
    "people_count_columns",
    "read_people_count",
    "rule_in_full",
    "rule_sentence",
    "share_range",
    "show",
]
