"""Who may change an area's settings."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_change_settings = permission(Permission.CHANGE_SETTINGS)
