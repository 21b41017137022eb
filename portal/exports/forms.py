"""What may be chosen for an export."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.core.forms import Form
from portal.exports.models import SHORTEST_PURPOSE, FileFormat

LONGEST_PURPOSE = 500
Choices = list[tuple[str, str]]

KINDS = [
    (FileFormat.XLSX.value, _("Excel workbook")),
    (FileFormat.CSV.value, _("CSV files, in one zip file")),
    (FileFormat.JSON.value, _("JSON, for other programs")),
    (FileFormat.CHARTS.value, _("Charts as SVG and PNG, in one zip file")),
    (FileFormat.BOARD_WORD.value, _("Board pack for one plan, as a Word document")),
    (FileFormat.BOARD_PAGE.value, _("Board pack for one plan, as a web page")),
    (FileFormat.INSPECTION_WORD.value, _("Inspection pack, as a Word document")),
    (FileFormat.INSPECTION_PAGE.value, _("Inspection pack, as a web page")),
]


class ExportForm(Form):
    """Which rounds, under which plan, what for, and as what."""

    rounds = SelectMultipleField(_("Rounds"), validators=[InputRequired(_("Choose at least one round."))])
    strategy = SelectField(_("Priorities of which plan?"))
    purpose = TextAreaField(
        _("What is it for?"),
        description=_("Say who will read it and why. It is kept in the audit and stands in the file."),
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
    format = RadioField(
        _("What kind of file?"),
        default=FileFormat.XLSX.value,
        validators=[InputRequired(_("Choose a kind of file."))],
    )

    def offer(self, rounds: Choices, strategies: Choices) -> None:
        """Fill in what there is to choose from."""
        self.rounds.choices = rounds
        self.strategy.choices = strategies
        self.format.choices = KINDS
