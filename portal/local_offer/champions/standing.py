"""How each champion stands this term, and the counts of an area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.areas.models import Area
from portal.core import clock
from portal.core.outbox.queries import bounced
from portal.local_offer.champions import queries
from portal.local_offer.champions.actions import reminder_key, term_key
from portal.local_offer.champions.models import Champion, ChampionAsking
from portal.local_offer.champions.queries import Tally

# four weeks after the e-mail an entry that nobody looked at is overdue
OVERDUE_AFTER = timedelta(days=28)


@dataclass(frozen=True)
class Standing:
    """One champion this term: `asked_on` None where no e-mail went out."""

    far: Tally
    asked_on: date | None = None
    reminded_on: date | None = None
    bounced: bool = False
    overdue: bool = False
    never_answered: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to check this term."""
        return self.far.checked == self.far.entries


@dataclass(frozen=True)
class Summary:
    """An area's counts: `overdue` and `never_answered` count champions, `far` and `without` entries."""

    by_id: dict[int, Standing]
    far: Tally
    overdue: int
    never_answered: int
    without: int


def standings(area: Area, champions: Sequence[Champion], today: date) -> dict[int, Standing]:
    """How these champions stand in the term of a day, by id."""
    term = area.settings.term_of(today)
    far, asked = queries.tallies(area, term, today), queries.asked_in(area, term)
    mails = {key for one in asked.values() for key in (term_key(one), reminder_key(one))}
    refused = bounced(mails)
    return {
        one.id: _standing(one, far.get(one.id, Tally()), asked.get(one.id), refused, today)
        for one in champions
    }


def _standing(
    champion: Champion, far: Tally, asking: ChampionAsking | None, refused: set[str], today: date
) -> Standing:
    if asking is None:
        return Standing(far)
    asked_on = clock.local(asking.asked_at).date()
    return Standing(
        far=far,
        asked_on=asked_on,
        reminded_on=asking.reminded_on,
        bounced=bool({term_key(asking), reminder_key(asking)} & refused),
        overdue=far.checked < far.entries and today > asked_on + OVERDUE_AFTER,
        never_answered=champion.answered_at is None,
    )


def summary(area: Area, today: date) -> Summary:
    """The counts of an area in the term of a day, and how each of its open champions stands."""
    found = standings(area, queries.open_champions(area), today)
    all_of_them = found.values()
    return Summary(
        by_id=found,
        far=Tally(sum(one.far.entries for one in all_of_them), sum(one.far.checked for one in all_of_them)),
        overdue=sum(one.overdue for one in all_of_them),
        never_answered=sum(one.never_answered for one in all_of_them),
        without=queries.without_count(area),
    )
