"""Who may write promises, and who may say for the forum whether they are kept."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_write_board = permission(Permission.WRITE_BOARD)
can_see_board_work = permission(Permission.SEE_WORK)
can_see_quotes = permission(Permission.READ_FEEDBACK)
can_approve_quotes = permission(Permission.CLEAR_FEEDBACK)
can_sign_for_forum = permission(Permission.SIGN_FOR_FORUM)
