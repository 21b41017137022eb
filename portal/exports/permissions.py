"""Who may make and fetch exports, and read what left."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_export_layout = permission(Permission.EXPORT_LAYOUT)
can_export_records = permission(Permission.EXPORT_RECORDS)
can_export_feedback = permission(Permission.EXPORT_FEEDBACK)
can_read_register = permission(Permission.READ_REGISTER)
