"""Who may open the staff pages about people and the audit."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_manage_people = permission(Permission.MANAGE_PEOPLE)
# mail that fails and jobs that hang are put right in the settings, by the same people
can_see_machinery = permission(Permission.CHANGE_SETTINGS)
can_read_audit = permission(Permission.READ_AUDIT)
