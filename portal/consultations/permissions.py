"""Who may run consultations, who reads their numbers, who keys notes of events."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_run_consultations = permission(Permission.WRITE_BOARD)
can_read_consultations = permission(Permission.READ_NUMBERS)
can_key_notes = permission(Permission.KEY_PAPER)
can_read_learning = permission(Permission.READ_EXACT_NUMBERS)
