"""What may be typed about the search log: the theme and need of a cluster, and another site's log."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Regexp

from portal.core.forms import Form

CHOOSE = _("Choose from the list.")


class MapForm(Form):
    """What theme and need a cluster belongs to; the view hands in the choices."""

    theme = SelectField(_("Theme"), invalid_choice_message=CHOOSE, validate_choice=True)
    need = SelectField(_("Need"), invalid_choice_message=CHOOSE, validate_choice=True)


class SourceForm(Form):
    """A word that names the website from which searches come: the key to post them is made for it."""

    source = StringField(
        _("Where it comes from"),
        description=_("One word in small letters, such as “website”."),
        default="website",
        validators=[
            InputRequired(_("Write one word for it.")),
            Regexp(r"(?!portal$)[a-z][a-z0-9-]{1,30}$", message=_("Use small letters, not “portal”.")),
        ],
    )


class LogFileForm(SourceForm):
    """The search log of another website as a file."""

    file = FileField(_("The file"), description=_("A CSV file with the columns term, date and count."))
