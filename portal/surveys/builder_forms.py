"""What may be typed in the builder: a new survey, its texts, a question, a publication, a round."""

from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import (
    DateField,
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from portal.core.forms import Form
from portal.core.vocabulary import Mode
from portal.surveys.drafting import Content, Put, own_answers
from portal.surveys.models import Invited, Question, SurveyVersion
from portal.surveys.names import invited_name, kinds, lists, mode_name
from portal.surveys.xlsform.reading import LARGEST_FILE

DAY = _("Write a day, like 2027-03-27.")
LONG = Length(max=1000, message=_("Write less: up to 1,000 letters."))
SHORT = Length(max=200, message=_("Write less: up to 200 letters."))
BLANK, TEMPLATE, COPY = "blank", "template", "copy"
LINES = ("privacy", "thank_you")


class SeenForm(Form):
    """A form that knows which state of the thing its page showed."""

    seen = HiddenField()

    def seen_edits(self) -> int:
        """The count of changes that the page knew; 0, which nothing has, when it was tampered with."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


class NewForm(Form):
    """Where a new survey begins, and what it is called."""

    begins = SelectField(_("Begin with"), validators=[InputRequired(_("Choose from the list."))])
    title = StringField(
        _("Title"),
        validators=[
            InputRequired(_("Give it a title.")),
            Length(max=120, message=_("Write a shorter title.")),
        ],
        description=_("What families read, like “How is school?”"),
    )
    invited = RadioField(_("Who is it for?"), validators=[InputRequired(_("Choose who it is for."))])
    modes = SelectMultipleField(
        _("Ways to answer"), validators=[InputRequired(_("Choose at least one way to answer."))]
    )

    @classmethod
    def offering(cls, beginnings: list[tuple[str, str]]) -> "NewForm":
        """The form over these beginnings (value, words)."""
        form = cls()
        form.begins.choices = beginnings
        form.invited.choices = [(one.value, invited_name(one)) for one in Invited]
        form.modes.choices = [(mode.value, mode_name(mode)) for mode in Mode]
        return form


class FileForm(Form):
    """An XLSForm to take over, the title of the survey and who it is for."""

    file = FileField(
        _("The form"),
        description=_("An Excel file (.xlsx) with the sheets survey, choices and settings, up to 2 MB."),
        render_kw={"accept": ".xlsx"},
    )
    title = StringField(
        _("Title"),
        validators=[Length(max=120, message=_("Write a shorter title."))],
        description=_("Leave it empty to take the one in the file."),
    )
    invited = RadioField(_("Who is it for?"), validators=[InputRequired(_("Choose who it is for."))])

    @classmethod
    def offering(cls) -> "FileForm":
        """The form with everyone who can be invited."""
        form = cls()
        form.invited.choices = [(one.value, invited_name(one)) for one in Invited]
        return form

    def uploaded(self) -> bytes:
        """The file that was sent, empty when there is none; one byte more than the limit at most."""
        sent = self.file.data
        return sent.stream.read(LARGEST_FILE + 1) if isinstance(sent, FileStorage) else b""


class TextsForm(SeenForm):
    """Title, purpose, minutes, privacy lines and thanks in each mode."""

    modes = SelectMultipleField(_("Ways to answer"))

    @classmethod
    def over(cls, version: SurveyVersion) -> "TextsForm":
        """The form, filled with the draft when it was not sent."""
        form = cls()
        form.modes.choices = [(mode.value, mode_name(mode)) for mode in Mode]
        if not form.is_submitted():
            form.seen.data, form.modes.data = str(version.edits), list(version.modes)
            for mode in Mode:
                for name in ("title", "purpose", "minutes", *LINES):
                    value = (version.texts.get(name) or {}).get(mode, "")
                    form[f"{name}_{mode}"].data = (
                        "\n".join(value) if isinstance(value, list) else str(value)
                    )
        return form

    def texts(self) -> dict[str, dict[str, Any]]:
        """What was typed, by name and mode."""
        found: dict[str, dict[str, Any]] = {}
        for mode in Mode:
            for name in ("title", "purpose"):
                found.setdefault(name, {})[mode] = " ".join(self._typed(name, mode).split())
            minutes = self._typed("minutes", mode)
            found.setdefault("minutes", {})[mode] = int(minutes) if minutes.isdecimal() else 5
            for name in LINES:
                lines = [line.strip() for line in self._typed(name, mode).splitlines()]
                found.setdefault(name, {})[mode] = [line for line in lines if line]
        return found

    def _typed(self, name: str, mode: Mode) -> str:
        return (self[f"{name}_{mode}"].data or "").strip()


for _mode in Mode:
    setattr(TextsForm, f"title_{_mode}", StringField(_("Title"), validators=[SHORT]))
    setattr(TextsForm, f"purpose_{_mode}", StringField(_("What it is for"), validators=[LONG]))
    setattr(
        TextsForm,
        f"minutes_{_mode}",
        StringField(_("Minutes it takes"), validators=[Length(max=3, message=_("Write a number."))]),
    )
    setattr(
        TextsForm, f"privacy_{_mode}", TextAreaField(_("About privacy, one line each"), validators=[LONG])
    )
    setattr(TextsForm, f"thank_you_{_mode}", TextAreaField(_("Thanks, one line each"), validators=[LONG]))


class QuestionForm(SeenForm):
    """One question in every mode; a mode without a kind does not ask it."""

    key = StringField(
        _("Key"),
        validators=[InputRequired(_("Give it a key."))],
        description=_(
            "The same in every survey that asks the same thing, like plan.heard. Families never see it."
        ),
    )
    options = SelectField(
        _("List of answers"), description=_("For questions that take their answers from a list.")
    )
    themes = SelectMultipleField(_("Themes"))
    measures = SelectMultipleField(_("Measures"))
    picture = SelectField(_("Picture for Easy Read"))

    @classmethod
    def offering(
        cls, themes: list[tuple[str, str]], measures: list[tuple[str, str]], pictures: list[tuple[str, str]]
    ) -> "QuestionForm":
        """The form with these choices (value, words)."""
        form = cls()
        form.themes.choices, form.measures.choices = themes, measures
        form.picture.choices = [("", _("No picture")), *pictures]
        form.options.choices = [("", _("None, or the answers below")), *lists()]
        for mode in Mode:
            form[f"kind_{mode}"].choices = [("", _("Not asked this way")), *kinds()]
        return form

    def start(self, question: Question) -> None:
        """Fill the form with a question as it is."""
        self.seen.data, self.key.data = str(question.edits), question.key
        self.options.data = question.options or ""
        self.themes.data = [theme.slug for theme in question.themes]
        self.measures.data = [measure.slug for measure in question.measures]
        self.picture.data = (question.picture or {}).get("code", "")
        for mode in Mode:
            wording = question.wording(mode)
            self[f"kind_{mode}"].data = wording.kind if wording else ""
            self[f"words_{mode}"].data = wording.words if wording else ""
            self[f"help_{mode}"].data = (wording.help or "") if wording else ""
            own = [one["words"].get(mode, "") for one in question.own_answers or []]
            self[f"answers_{mode}"].data = "\n".join(line for line in own if line)

    def content(self, question: Question | None) -> Content:
        """What was typed; refuses (RuleBroken) answers that make no list."""
        lines = {str(mode): self[f"answers_{mode}"].data or "" for mode in Mode}
        before = (question.own_answers or []) if question else []
        names = dict(self.picture.choices or [])
        code = self.picture.data or ""
        return Content(
            key=(self.key.data or "").strip(),
            puts={mode: self._put(mode) for mode in Mode if self[f"kind_{mode}"].data},
            options=self.options.data or None,
            own_answers=None if self.options.data else own_answers(lines, before),
            themes=self.themes.data or [],
            measures=self.measures.data or [],
            picture={"code": code, "alt": str(names[code])} if code else None,
        )

    def _put(self, mode: Mode) -> Put:
        words = " ".join((self[f"words_{mode}"].data or "").split())
        hint = " ".join((self[f"help_{mode}"].data or "").split())
        return Put(self[f"kind_{mode}"].data, words, hint or None)


for _mode in Mode:
    setattr(QuestionForm, f"kind_{_mode}", SelectField(_("Kind")))
    setattr(QuestionForm, f"words_{_mode}", TextAreaField(_("Question"), validators=[LONG]))
    setattr(QuestionForm, f"help_{_mode}", TextAreaField(_("Help under it"), validators=[LONG]))
    setattr(
        QuestionForm,
        f"answers_{_mode}",
        TextAreaField(_("Own answers, one a line"), validators=[Length(max=5000)]),
    )


class PublishForm(Form):
    """What changed, and which questions may be laid beside those of the version before."""

    note = TextAreaField(_("What changed since the version before?"), validators=[LONG])
    comparable = SelectMultipleField(_("These questions can still be compared"))


class RoundForm(Form):
    """A round: its name, its word, and the days from which and until which it is open."""

    title = StringField(
        _("Name"),
        validators=[InputRequired(_("Give it a name.")), SHORT],
        description=_("Like “Autumn 2026”."),
    )
    opens_on = DateField(_("First day"), validators=[InputRequired(DAY)], invalid_value_message=DAY)
    closes_on = DateField(_("Last day"), validators=[InputRequired(DAY)], invalid_value_message=DAY)
    slug = StringField(
        _("Shown together with"),
        validators=[Optional(), SHORT],
        description=_("Rounds of other surveys with the same word stand side by side, like 2026."),
    )
