"""Who may make and print codes."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_make_codes = permission(Permission.MAKE_CODES)
