"""What may be typed on families' pages that gather: the five words of a code."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from portal.core.forms import Form


class CodeForm(Form):
    """The code of a receipt, however it is typed."""

    code = StringField(
        _("Your code"),
        description=_("Five words, like: maple river button cloud seven"),
        validators=[
            InputRequired(_("Type your code.")),
            Length(max=200, message=_("Type the five words of your code.")),
        ],
    )
