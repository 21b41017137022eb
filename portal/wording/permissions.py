"""Who may use the words check: whoever writes for families."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_check_words = permission(Permission.WRITE_SURVEYS)
