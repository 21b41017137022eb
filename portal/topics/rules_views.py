"""House rules and how moderation works, for everyone, with the figures of the last quarter, protected."""

import flask
from flask_babel import gettext

from portal.areas.models import Area
from portal.areas.protection import protection_of, protector_of
from portal.core import clock
from portal.core.access import anyone
from portal.core.disclosure import rule_sentence
from portal.core.easy_read import show_page
from portal.topics import figures
from portal.topics.messages import codes_for, filled, house_rules
from portal.topics.models import Act

blueprint = flask.Blueprint("moderation", __name__, url_prefix="/<area:area>/moderation")


@blueprint.get("/")
@anyone
def show(area: Area) -> str:
    """The rules, who decides, how to ask again, and what was decided in the last whole quarter."""
    quarter = figures.quarter_before(clock.today())
    codes = [*codes_for(Act.REFUSE), *codes_for(Act.MOVE)]
    cells = {f"act {act.value}": cell for act, cell in figures.people_decided(area, quarter).items()}
    cells |= {f"code {code}": one for code, one in figures.people_by_reason(area, quarter, codes).items()}
    cells |= {f"appeal {name}": one for name, one in figures.people_appealed(area, quarter).items()}
    table = protector_of(area).table(figures.people_sent(area, quarter), cells)
    days = {"days": area.settings.reading_days}
    return show_page(
        "topics/rules.html",
        rules=[filled(one["standard"], **days) for one in house_rules()],
        easy_rules=[filled(one["easy"], **days) for one in house_rules()],
        quarter=quarter,
        table=table,
        codes=codes,
        acts=(Act.PUBLISH, Act.REFUSE, Act.MOVE),
        rule=rule_sentence(protection_of(area), gettext),
    )
