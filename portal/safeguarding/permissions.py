"""Who may open what waits for the safeguarding lead: the lead, and nobody else; figures the board too."""

from portal.core.access import InArea, Person, permission
from portal.core.permissions import Permission

can_act_on_alerts = permission(Permission.ACT_ON_ALERTS)


def can_read_safeguarding_figures(person: Person, area: InArea) -> bool:
    """The leads, and whoever reads numbers; what they see is protected."""
    return person.may(Permission.ACT_ON_ALERTS, area) or person.may(Permission.READ_NUMBERS, area)
