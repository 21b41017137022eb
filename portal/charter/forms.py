"""What may be typed in the agreement, and how somebody says how well we worked with them."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.charter.models import LONGEST, After, CharterVersion, Worked
from portal.charter.words import worked_name
from portal.core.forms import Form

TOO_LONG = _("Please keep to %(max)d letters.")


class CharterForm(Form):
    """The agreement as it is to read from now on."""

    seen = HiddenField()
    words = TextAreaField(
        _("What you agreed"),
        description=_("One promise on each line: “We ask you before we decide.”"),
        validators=[
            InputRequired(_("Write what you agreed, one promise on each line.")),
            Length(max=LONGEST, message=TOO_LONG),
        ],
    )
    easy_words = TextAreaField(
        _("The same in Easy Read"),
        description=_("One idea on each line. Each line gets a picture."),
        validators=[Length(max=LONGEST, message=TOO_LONG)],
    )
    agreed_with = StringField(
        _("Who agreed it"),
        description=_("Groups, never names of people: “The parent carer forum and the youth group”."),
        validators=[Length(max=200, message=TOO_LONG)],
    )

    def start(self, version: CharterVersion | None) -> None:
        """Begin with the version in force."""
        self.seen.data = str(version.number if version else 0)
        if version is not None:
            self.words.data, self.easy_words.data = version.words, version.easy_words
            self.agreed_with.data = version.agreed_with

    def seen_number(self) -> int:
        """The version that the page showed; -1, which leads to no version, when it was tampered with."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


class RatingForm(Form):
    """How well did we work with you?"""

    after = HiddenField()
    answer = RadioField(
        _("How well did we work with you?"),
        choices=[SelectChoice(one.value, one.value) for one in Worked],
        validators=[InputRequired(_("Choose an answer."))],
        invalid_choice_message=_("Choose from the page."),
    )

    def name_answers(self) -> None:
        """Put the answers in words of the page's language."""
        self.answer.choices = [SelectChoice(one.value, worked_name(one)) for one in Worked]

    def taken_part_in(self) -> After:
        """What the person has just taken part in, as the link said."""
        typed = self.after.data or ""
        return After(typed) if typed in set(After) else After.OTHER
