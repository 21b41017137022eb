"""What an admin may type about an area's settings, in the order of the page."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    Field,
    FloatField,
    IntegerField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from portal.areas import brand as brands
from portal.areas.brand import Brand
from portal.areas.settings import PHONES, RETENTION_DAYS, AreaSettings, Protection, check, retention_setting
from portal.core.errors import RuleBroken
from portal.core.forms import SeenForm

OWN = "own"
LISTS = ("closed_days", "terms")
NOT_TIMES = ("look_now_minutes", *LISTS)
WHOLE = _("Write a whole number.")


def _number(label: str, hint: str = "") -> IntegerField:
    return IntegerField(
        label, [InputRequired(WHOLE)], invalid_value_message=WHOLE, description=hint, render_kw=NUMERIC
    )


def _colour(label: str, hint: str = "") -> StringField:
    return StringField(label, description=hint)


NUMERIC = {"inputmode": "numeric"}
HOURS = (
    "front_door_opens",
    "front_door_closes",
    "lead_opens",
    "lead_closes",
    "look_now_minutes",
    "closed_days",
    "terms",
)
RULES = (
    "reading_days",
    "digital_age",
    "paper_check_percent",
    "second_days",
    "appeal_days",
    "reports_on_top",
    "accessibility_reviewed",
)


class SettingsForm(SeenForm):
    """Every setting of an area; `version` is the one that the page showed."""

    logo_text = StringField(_("Name in the bar"))
    colours = RadioField(
        _("Colours"),
        choices=[
            *(SelectChoice(name, name.capitalize()) for name in brands.SHIPPED),
            SelectChoice(OWN, _("Our own")),
        ],
        invalid_choice_message=_("Choose one of the colour sets on the page."),
    )
    primary = _colour(_("Main colour"), _("The bar and the buttons."))
    deep = _colour(_("Deep colour"), _("A button under the pointer."))
    wash = _colour(_("Tint"), _("Behind groups of words."))
    accent = _colour(_("Accent"), _("The edge of the bar, and the help button."))
    link = _colour(_("Links and lines"))
    on_primary = _colour(_("Words on the main colour"))
    threshold = _number(_("Fewest answers we show figures for"), _("10 or more."))
    small = _number(_("Counts below this become a star"), _("8 or more."))
    step = _number(_("Round counts to the nearest"), _("5, 10, 15 and so on."))
    epsilon = FloatField(
        _("Strength of the blur (epsilon)"),
        [InputRequired(_("Write a number, like 0.5."))],
        invalid_value_message=_("Write a number, like 0.5."),
        description=_("1 or less. A smaller number blurs more."),
        render_kw={"inputmode": "decimal"},
    )
    advice_phone = StringField(_("Independent advice service"))
    front_door_day = StringField(_("Children’s front door, by day"))
    front_door_night = StringField(_("Children’s front door, nights and weekends"))
    lado_phone = StringField(_("If someone who works with children may harm them"))
    contact_email = StringField(_("Email for questions about this site"))
    front_door_opens = StringField(_("Front door opens"), description=_("Like 09:00. Monday to Friday."))
    front_door_closes = StringField(
        _("Front door closes"), description=_("From then on, the night number.")
    )
    lead_opens = StringField(_("Safeguarding leads begin"), description=_("Like 09:00. Monday to Friday."))
    lead_closes = StringField(_("Safeguarding leads end"))
    look_now_minutes = _number(
        _("Minutes to open the most serious alerts"), _("Counted in the leads’ hours. 60 is usual.")
    )
    closed_days = TextAreaField(
        _("Days when the office is closed"),
        description=_(
            "Bank holidays and the like, one on a line: 2027-03-26. No promise counts these days."
        ),
    )
    terms = TextAreaField(
        _("First days of the school terms"),
        description=_("One on a line: 2027-01-04. Each term, champions are asked to check their entries."),
    )
    reading_days = _number(_("We read words within"), _("Working days. Families see this number."))
    digital_age = _number(_("Age from which a young person decides alone"), _("13 today, by law."))
    paper_check_percent = _number(
        _("Paper forms that a second person keys"), _("Of a hundred. 100 means every form.")
    )
    second_days = _number(
        _("An outside second may act after"), _("Working days without a second person of your own.")
    )
    appeal_days = _number(_("Days to ask for another look"), _("After a moderator’s decision. 10 or more."))
    reports_on_top = _number(
        _("Reports that put a comment on top of the desk"), _("It stays on the page until a person looks.")
    )
    accessibility_reviewed = StringField(
        _("Accessibility statement last reviewed"), description=_("Like 2027-03-27.")
    )
    keep_responses = _number(_("Answers"))
    keep_feedback = _number(_("Words"))
    keep_unfinished_answers = _number(_("Answers that were not finished"))
    keep_call_back_requests = _number(_("Requests to be called"))
    keep_unconfirmed_email_addresses = _number(_("Email addresses that nobody confirmed"))
    keep_empty_receipts = _number(_("Codes that open nothing any more"))
    keep_alerts = _number(_("Safeguarding alerts"))
    keep_export_files = _number(_("Files that staff made"))

    PARTS = (
        ("brand", _("Name and colours"), ("logo_text", "colours", *brands.COLOURS)),
        ("protection", _("Small numbers"), ("threshold", "small", "step", "epsilon")),
        ("help", _("Who families can call"), (*PHONES, "contact_email")),
        ("hours", _("Hours"), HOURS),
        ("rules", _("Promises and ages"), RULES),
        ("retention", _("How long we keep things"), tuple(map(retention_setting, RETENTION_DAYS))),
    )

    def fields_of(self, part: tuple[str, ...]) -> list[Field]:
        """The fields of one part of the page, in their order."""
        return [self._fields[name] for name in part]

    def start(self, settings: AreaSettings, version: int) -> None:
        """Fill the form with the settings in force."""
        for name, value in as_typed(settings).items():
            self._fields[name].data = value
        self.version.data = str(version)

    def settings(self) -> AreaSettings:
        """The settings that were typed; languages are signed on a page of their own."""
        contacts: dict[str, Any] = {
            name: (self._fields[name].data or "").strip() for name in (*PHONES, "contact_email")
        }
        return AreaSettings(
            brand=self._brand(),
            protection=Protection(self.threshold.data, self.small.data, self.step.data, self.epsilon.data),
            **contacts,
            **self._typed_hours(),
            reading_days=self.reading_days.data,
            digital_age=self.digital_age.data,
            paper_check_percent=self.paper_check_percent.data,
            second_days=self.second_days.data,
            appeal_days=self.appeal_days.data,
            reports_on_top=self.reports_on_top.data,
            accessibility_reviewed=(self.accessibility_reviewed.data or "").strip(),
            retention_days={kind: self._fields[retention_setting(kind)].data for kind in RETENTION_DAYS},
        )

    def _typed_hours(self) -> dict[str, Any]:
        typed = {name: (self._fields[name].data or "").strip() for name in HOURS if name not in NOT_TIMES}
        days = {name: sorted(set((self._fields[name].data or "").split())) for name in LISTS}
        return {**typed, "look_now_minutes": self.look_now_minutes.data, **days}

    def _brand(self) -> Brand:
        text = (self.logo_text.data or "").strip()
        if self.colours.data != OWN:
            return Brand(text, self.colours.data or "")
        typed = {name: self._fields[name].data or "" for name in brands.COLOURS}
        return Brand(
            text, **{name: brands.one_spelling(value) or value[:20] for name, value in typed.items()}
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field by itself, then every pair of colours, then the settings as a whole."""
        if not super().validate(extra_validators):
            return False
        settings = self.settings()
        if self.colours.data == OWN:
            for fault in brands.faults(settings.brand):
                self.show(RuleBroken(fault.sentence, fault.colour))
        if not self.errors:
            try:
                check(settings)
            except RuleBroken as broken:
                self.show(broken)
        return not self.errors


def as_typed(settings: AreaSettings) -> dict[str, Any]:
    """The settings as the form's fields hold them; a shipped set shows its colours too."""
    brand = settings.brand
    shown = brand if brand.own_colours else brands.shipped_brand(brand.shipped)
    kept = {retention_setting(kind): settings.retention_days[kind] for kind in RETENTION_DAYS}
    plain = (*PHONES, "contact_email", *HOURS, *RULES)
    return {
        "logo_text": brand.logo_text,
        "colours": OWN if brand.own_colours else brand.shipped,
        **{name: getattr(shown, name) for name in brands.COLOURS},
        **vars(settings.protection),
        **{name: getattr(settings, name) for name in plain},
        **{name: "\n".join(getattr(settings, name)) for name in LISTS},
        **kept,
    }
