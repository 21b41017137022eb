"""Who may open the pages of insight."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_see_work = permission(Permission.SEE_WORK)
can_read_feedback = permission(Permission.READ_FEEDBACK)
can_clear_feedback = permission(Permission.CLEAR_FEEDBACK)
can_sort_feedback = permission(Permission.SORT_FEEDBACK)
can_write_to_senders = permission(Permission.WRITE_TO_SENDERS)
can_export_feedback = permission(Permission.EXPORT_FEEDBACK)
can_read_numbers = permission(Permission.READ_NUMBERS)
can_keep_measures = permission(Permission.KEEP_MEASURES)
can_read_exact_numbers = permission(Permission.READ_EXACT_NUMBERS)
