"""Who may make, key, check and sign batches of paper. Two of them are needed for each batch."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_key_paper = permission(Permission.KEY_PAPER)
