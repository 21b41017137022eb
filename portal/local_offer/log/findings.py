"""What the search log says to everybody, as sentences of the yearly report on the Local Offer."""

from datetime import date, timedelta

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.local_offer.log import queries
from portal.local_offer.log.clustering import meaning_of
from portal.local_offer.log.queries import Months, Row
from portal.local_offer.search.queries import vocabulary_of

MOST = 5
SELDOM = 4  # one search of so many, or fewer, led to a result


def sentences(area: Area, begins: date, ends: date) -> list[str]:
    """How much families looked for in these months, what most, and what in vain; none without a search.

    Only searches of everyday words: a word that nothing else here uses may be somebody's name.
    """
    months = Months(begins, ends + timedelta(days=1))
    counted = queries.by_month(area, months)
    searches, nothing = sum(row[1] for row in counted), sum(row[2] for row in counted)
    if searches < queries.THRESHOLD:
        return []
    words = _(
        "Families searched %(times)s times. %(nothing)s searches found nothing.",
        times=searches,
        nothing=nothing,
    )
    said, vocabulary = [words], vocabulary_of(area.id)

    def listed(rows: list[Row]) -> str:
        meanings = [(row.label, meaning_of(area.slug, row.label, vocabulary)) for row in rows]
        plain = [label for label, meaning in meanings if meaning is not None and meaning.plain]
        return ", ".join(f"“{label}”" for label in plain[:MOST])

    most = listed(queries.clusters(area, months))
    if most:
        said.append(_("Looked for most: %(list)s.", list=most))
    missing = listed(queries.clusters(area, months, order="nothing"))
    if missing:
        said.append(_("Not found: %(list)s.", list=missing))
    unopened = queries.clusters(area, months, order="unclicked")
    ignored = listed([row for row in unopened if row.clicks * SELDOM <= row.searches])
    if ignored:
        said.append(_("Found, but hardly ever opened: %(list)s.", list=ignored))
    return said
