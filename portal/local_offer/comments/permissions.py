"""Who may answer comments on the Local Offer and publish the yearly report."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_answer_comments = permission(Permission.ANSWER_COMMENTS)
