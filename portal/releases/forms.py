"""What may be typed about a release."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from portal.core.forms import Form

LONGEST_SUMMARY = 1000


class VersionForm(Form):
    """A button on the page of a release; `version` is the one that the page showed."""

    version = HiddenField()

    def seen_version(self) -> int:
        """The version that the page showed; 0, which none has, when it was tampered with."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


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
