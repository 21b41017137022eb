"""What may be typed to sign a translation."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from portal.core.forms import Form


class SignForm(Form):
    """Who read the translation."""

    speaker = StringField(
        _("Name of the speaker"),
        description=_("Someone who speaks this language well and has read the words. Staff see the name."),
        validators=[
            InputRequired(_("Write the name of the speaker who read it.")),
            Length(max=100, message=_("Write a name with up to 100 letters.")),
        ],
    )
