"""Who may teach the search words and pin answers."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_teach_search = permission(Permission.KEEP_SERVICES)
