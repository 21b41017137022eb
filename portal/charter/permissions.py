"""Who may write the agreement down."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_write_charter = permission(Permission.WRITE_BOARD)
