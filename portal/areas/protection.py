"""The small-number protection of an area: its settings and its own secret, ready to use."""

from portal.areas.models import Area
from portal.core.deployment import secret_key
from portal.core.disclosure import DisclosureSettings, Protector, derive_secret


def protection_of(area: Area) -> DisclosureSettings:
    """The thresholds in force in an area; never below the floor of rules.md."""
    own = area.settings.protection
    return DisclosureSettings(threshold=own.threshold, small=own.small, step=own.step, epsilon=own.epsilon)


def protector_of(area: Area) -> Protector:
    """Turns the area's counts of people into what may be shown."""
    return Protector(protection_of(area), derive_secret(secret_key().encode(), area.slug))
