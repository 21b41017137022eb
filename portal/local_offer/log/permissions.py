"""Who may read what the search log says, and who may work on it."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_read_searches = permission(Permission.READ_NUMBERS)
can_map_searches = permission(Permission.KEEP_SERVICES)
