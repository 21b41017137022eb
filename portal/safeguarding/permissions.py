"""Who may open what waits for the safeguarding lead: the lead, and nobody else."""

from portal.core.access import permission
from portal.core.permissions import Permission

can_act_on_alerts = permission(Permission.ACT_ON_ALERTS)
