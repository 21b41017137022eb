"""Who may put a translation before families."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_sign_translations = permission(Permission.EDIT_PAGES)
