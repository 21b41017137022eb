"""Who may open the staff pages about people and the audit."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_manage_people = permission(Permission.MANAGE_PEOPLE)
can_read_audit = permission(Permission.READ_AUDIT)
