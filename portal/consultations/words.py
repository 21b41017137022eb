"""What the stages, ways, bands and weights of consultations are called."""

from datetime import date

from flask_babel import gettext as _

from portal.consultations.models import Consultation, EventNote, HeadBand, Learned, Stage, WayKind, Weight
from portal.core.filters import long_date


def stage_words(consultation: Consultation, on: date) -> str:
    """Where it stands, in one line for everyone."""
    stage = consultation.stage(on)
    if stage == Stage.DECIDED and consultation.decided_on:
        return str(_("Decided on %(day)s", day=long_date(consultation.decided_on)))
    if stage == Stage.OPEN:
        return str(_("You can answer until %(day)s", day=long_date(consultation.closes_on)))
    if stage == Stage.COMING:
        return str(_("You can answer from %(day)s", day=long_date(consultation.opens_on)))
    if stage == Stage.DRAFT:
        return str(_("Draft"))
    if consultation.is_late(on) and consultation.decide_by:
        return str(_("Late: it should be decided by %(day)s", day=long_date(consultation.decide_by)))
    return str(_("Closed. We are reading the answers"))


def stage_kind(consultation: Consultation, on: date) -> str:
    """The wash and glyph of its state tag."""
    if consultation.is_late(on):
        return "late"
    return "done" if consultation.stage(on) == Stage.DECIDED else "going"


def way_name(kind: WayKind | str) -> str:
    """What kind of way to answer it is."""
    names = {
        WayKind.SURVEY: _("Survey"),
        WayKind.VOTE: _("Vote"),
        WayKind.TOPIC: _("Topic"),
        WayKind.EVENT: _("Event"),
    }
    return str(names[WayKind(kind)])


def counts_name(kind: WayKind | str) -> str:
    """What one contribution by a kind of way is, at the head of a column."""
    names = {
        WayKind.SURVEY: _("Answers to surveys"),
        WayKind.VOTE: _("Votes"),
        WayKind.TOPIC: _("Comments"),
        WayKind.EVENT: _("Tables at events"),
    }
    return str(names[WayKind(kind)])


def weight_name(weight: Weight | str) -> str:
    """What a point did to the decision."""
    names = {
        Weight.CHANGED: _("It changed the decision"),
        Weight.PARTLY: _("It changed a part of it"),
        Weight.NOT_CHANGED: _("It did not change it"),
    }
    return str(names[Weight(weight)])


def band_name(band: HeadBand | str) -> str:
    """How many people sat at a table."""
    names = {
        HeadBand.FEW: _("2 to 5 people"),
        HeadBand.SOME: _("6 to 10 people"),
        HeadBand.MANY: _("11 to 25 people"),
        HeadBand.CROWD: _("26 people or more"),
    }
    return str(names[HeadBand(band)])


def table_words(note: EventNote) -> str:
    """Where a table stood and how many sat there, in a few words."""
    band = band_name(note.head_band)
    return f"{note.place.name}, {band}" if note.place else band


def learned_name(source: Learned | str) -> str:
    """Where learning comes from."""
    names = {
        Learned.COMPLAINTS: _("Complaints"),
        Learned.MEDIATION: _("Mediation"),
        Learned.TRIBUNAL: _("Appeals to the tribunal"),
    }
    return str(names[Learned(source)])
