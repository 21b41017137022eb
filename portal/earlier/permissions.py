"""Who may bring earlier words in."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_bring_feedback = permission(Permission.BRING_FEEDBACK)
