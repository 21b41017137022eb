"""Who may prepare releases, and who may publish them."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_prepare_releases = permission(Permission.PREPARE_RELEASES)
can_publish_releases = permission(Permission.PUBLISH_RELEASES)
