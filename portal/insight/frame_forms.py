"""What may be typed when the frame for sorting changes; every change says why."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.core.forms import Form

LONGEST_NAME = 80
LONGEST_WORDS = 1000


def _tidy(typed: str | None) -> str:
    return (typed or "").replace("\x00", "").strip()


def _long() -> Length:
    return Length(max=LONGEST_WORDS, message=_("Keep it under 1,000 letters."))


class FrameForm(Form):
    """What each change says: why, and which version its page showed."""

    seen = HiddenField()
    note = StringField(
        _("Why do the themes change?"),
        filters=[_tidy],
        validators=[InputRequired(_("Say why the themes change.")), _long()],
    )


class SubForm(FrameForm):
    """A sub-theme: its theme, name, meaning and examples."""

    theme = SelectField(_("Theme"))
    name = StringField(
        _("Name"),
        filters=[_tidy],
        validators=[
            InputRequired(_("Type a name.")),
            Length(max=LONGEST_NAME, message=_("Type a shorter name.")),
        ],
    )
    meaning = TextAreaField(_("What it means"), filters=[_tidy], validators=[_long()])
    includes = TextAreaField(_("Examples that belong here"), filters=[_tidy], validators=[_long()])
    excludes = TextAreaField(_("Examples that do not"), filters=[_tidy], validators=[_long()])


class MergeForm(FrameForm):
    """Which sub-theme it becomes a part of."""

    into = SelectField(_("It becomes a part of"))
    note = StringField(
        _("Why do you merge them?"),
        id="merge-note",
        filters=[_tidy],
        validators=[InputRequired(_("Say why the themes change.")), _long()],
    )


class SplitForm(FrameForm):
    """The names of what it is split into."""

    names = TextAreaField(
        _("New names, one on a line"),
        filters=[_tidy],
        validators=[InputRequired(_("Write at least two names, one on a line.")), _long()],
    )
    note = StringField(
        _("Why do you split it?"),
        id="split-note",
        filters=[_tidy],
        validators=[InputRequired(_("Say why the themes change.")), _long()],
    )

    @property
    def parts(self) -> list[str]:
        """The names, each once and none too long."""
        names = [line.strip()[:LONGEST_NAME] for line in (self.names.data or "").splitlines()]
        return list(dict.fromkeys(name for name in names if name))
