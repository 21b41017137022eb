"""What may be chosen for a file of reach."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from portal.exports.forms import Choices
from portal.exports.models import FileFormat
from portal.exports.records.forms import FileForm

FORMATS = (FileFormat.XLSX, FileFormat.CSV)


class ReachForm(FileForm):
    """From when."""

    span = SelectField(_("From when"))

    def offer(self, spans: Choices) -> None:
        """Fill in what there is to choose from."""
        self.span.choices = spans
        self.offer_formats(FORMATS)
