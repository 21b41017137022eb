"""What a trend says in a sentence, and how sure it is: under each chart and in each row."""

from flask_babel import gettext as _

from portal.feedback.models import Stance
from portal.insight.sureness import Change, change
from portal.insight.trends import Doubt, Line, Step


def said(found: Change | None, why: Doubt | None = None) -> str:
    """What a change says and how sure it is; `why`: what makes it unsure, where that may be told."""
    if found is None:
        return str(_("There is nothing to compare yet."))
    words: dict[Change, str] = {
        Change.MORE: _("A larger share than the time before, and that is sure."),
        Change.FEWER: _("A smaller share than the time before, and that is sure."),
        Change.UNSURE: _("Not sure: the difference is small, too few people wrote, or words still wait."),
    }
    doubts: dict[Doubt, str] = {
        Doubt.FEW: _("Not sure: too few people wrote."),
        Doubt.WAITS: _("Not sure: words still wait to be sorted."),
        Doubt.SMALL: _("Not sure: the difference is too small to tell."),
    }
    return doubts[why] if found is Change.UNSURE and why else words[found]


def under_chart(line: Line, *, exact: bool) -> str:
    """The newest figure, what people say of it, and whether it surely changed."""
    there = [one for one in line.steps if one.applies]
    known = [one for one in there if (one.base.exact if exact else one.base.public.number)]
    if not known:
        return str(_("Too few people wrote for a share."))
    newest = known[-1]
    by_stance = exact and newest.stances and newest.about.exact
    parts = [
        _newest(newest, exact=exact),
        _working_or_not(newest) if by_stance else "",
        said(line.change, line.doubt),
        _more_say_no(known) if by_stance else "",
    ]
    return " ".join(one for one in parts if one)


def _newest(step: Step, *, exact: bool) -> str:
    if exact:
        return str(
            _(
                "%(step)s: %(part)s of %(whole)s people who wrote, wrote about it.",
                step=step.label,
                part=step.about.exact,
                whole=step.base.exact,
            )
        )
    return shown_newest(step.label, step.about.public_percent)


def shown_newest(label: str, share: int | None) -> str:
    """The newest figure as everyone may see it; None: there is no share."""
    if share is None:
        return str(_("%(step)s: too few people wrote for a share.", step=label))
    return str(
        _("%(step)s: about %(share)s of 100 people who wrote, wrote about it.", step=label, share=share)
    )


def _working_or_not(step: Step) -> str:
    return str(
        _(
            "Of them, %(works)s say it works well and %(does_not)s that it does not.",
            works=step.in_stance(Stance.WORKS),
            does_not=step.in_stance(Stance.DOES_NOT),
        )
    )


def _more_say_no(known: list[Step]) -> str:
    """Whether surely more, or fewer, of those who wrote about it say that it does not work; else empty."""
    pairs = [
        (one.in_stance(Stance.DOES_NOT) or 0, one.about.exact or 0) for one in known if one.about.exact
    ]
    found = change(*pairs[-2:]) if len(pairs) > 1 else Change.UNSURE
    words: dict[Change, str] = {
        Change.MORE: _("A larger share than before says it does not work, and that is sure."),
        Change.FEWER: _("A smaller share than before says it does not work, and that is sure."),
        Change.UNSURE: "",
    }
    return words[found]
