"""What may be typed when a sample is drawn."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.core.forms import Form
from portal.insight.agreement.models import LARGEST_SEED

SMALLER = _("Write a smaller number.")


class DrawForm(Form):
    """The size of the sample, and a seed to draw an old one again."""

    size = IntegerField(
        _("How many comments"),
        default=40,
        validators=[
            InputRequired(_("Write a number.")),
            NumberRange(1, 10_000, SMALLER),
        ],
    )
    coder = SelectField(_("Sorted first by"))
    seed = IntegerField(
        _("Seed"),
        description=_("Leave it empty for a new sample. The same seed draws the same comments again."),
        validators=[Optional(), NumberRange(0, LARGEST_SEED, SMALLER)],
    )
