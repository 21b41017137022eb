"""Who may add and change places."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_keep_places = permission(Permission.KEEP_PLACES)
