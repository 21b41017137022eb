"""Who may write a survey, and who may publish it and open its rounds."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_write_surveys = permission(Permission.WRITE_SURVEYS)
can_publish_surveys = permission(Permission.PUBLISH_SURVEYS)
