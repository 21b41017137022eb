"""Who may read the numbers of a wave, exact or protected, and of which rounds."""

from collections.abc import Iterable
from datetime import datetime

from portal.areas.models import Area
from portal.core.access import Person, permission
from portal.core.permissions import Permission
from portal.surveys.results.rounds import Round

can_read_numbers = permission(Permission.READ_NUMBERS)
can_read_exact_numbers = permission(Permission.READ_EXACT_NUMBERS)


def may_read(person: Person, area: Area, rounds: Iterable[Round], at: datetime) -> list[Round]:
    """Those of these rounds whose figures this person may read.

    Who sees protected figures sees those of ended rounds: while a round is open its figures move with
    each answer, and two looks would tell of the person between them (rules.md, small numbers).
    """
    exact = can_read_exact_numbers(person, area)
    return [one for one in rounds if exact or one.is_finished(at)]
