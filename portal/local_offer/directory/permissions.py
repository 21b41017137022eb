"""Who may keep the directory."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_keep_services = permission(Permission.KEEP_SERVICES)
