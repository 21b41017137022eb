"""What may be typed beside the questions: the number for a call."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import Length, Regexp

from portal.core.forms import Form

PHONE = r"^\s*(?:[+(]?[0-9][0-9 ()+.-]{8,20}[0-9])\s*$"


class CallBackForm(Form):
    """A phone number to call."""

    contact = StringField(
        _("Your phone number"),
        validators=[
            Length(max=40, message=_("Type a phone number in the right form, like 0151 496 0000.")),
            Regexp(PHONE, message=_("Type a phone number in the right form, like 0151 496 0000.")),
        ],
    )
