"""What may be chosen for a record-level file."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.core.forms import Form
from portal.exports.forms import LONGEST_PURPOSE, Choices
from portal.exports.models import SHORTEST_PURPOSE, FileFormat

FORMATS = {
    FileFormat.XLSX.value: _("Excel workbook"),
    FileFormat.CSV.value: _("CSV files, in one zip file"),
    FileFormat.JSON.value: _("JSON files, in one zip file"),
}


class FileForm(Form):
    """What for, and as what; what else may be chosen stands in the forms below."""

    format = RadioField(
        _("As"),
        default=FileFormat.XLSX.value,
        validators=[InputRequired(_("Choose a kind of file."))],
    )
    purpose = TextAreaField(
        _("What is it for?"),
        description=_("Say what you will work out, and who will see it. It is kept in the audit."),
        filters=[lambda typed: (typed or "").replace("\x00", "").strip()],
        validators=[
            InputRequired(_("Say what the file is for.")),
            Length(
                min=SHORTEST_PURPOSE,
                max=LONGEST_PURPOSE,
                message=_("Say in 10 to 500 letters what the file is for."),
            ),
        ],
    )

    def offer_formats(self, formats: Collection[str]) -> None:
        """Fill in the kinds of files; one that is the only one is chosen."""
        self.format.choices = [(one, words) for one, words in FORMATS.items() if one in formats]
        if len(formats) == 1:
            # nothing is asked, so nothing is sent
            self.format.data, self.format.validators = next(iter(formats)), []


class RecordsForm(FileForm):
    """Of which survey."""

    survey = SelectField(_("Survey"))

    def offer(self, surveys: Choices, formats: Collection[str]) -> None:
        """Fill in what there is to choose from."""
        self.survey.choices = surveys
        self.offer_formats(formats)
