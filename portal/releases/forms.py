"""What may be typed about a release."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length

from portal.core.forms import SeenForm

LONGEST_SUMMARY = 1000


class VersionForm(SeenForm):
    """A button on the page of a release; `version` is the one that the page showed."""


class SummaryForm(VersionForm):
    """Staff's own sentences on what people told us."""

    summary = TextAreaField(
        _("What did people tell you?"),
        description=_(
            "A few short sentences in your own words. No names, no places, and nothing that only one "
            "person said. Families read this first."
        ),
        filters=[lambda typed: (typed or "").replace("\x00", "").strip()],
        validators=[
            Length(max=LONGEST_SUMMARY, message=_("Write up to 1,000 letters.")),
        ],
    )
