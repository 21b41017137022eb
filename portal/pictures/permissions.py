"""Who may put pictures before families."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_keep_pictures = permission(Permission.EDIT_PAGES)
