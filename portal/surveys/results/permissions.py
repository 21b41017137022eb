"""Who may read the exact numbers of a wave."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_read_numbers = permission(Permission.READ_NUMBERS)
