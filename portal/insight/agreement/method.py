"""The figures of a round theme by theme, and the note on the method for files and packs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.areas.models import Area
from portal.core import clock
from portal.core.filters import long_date
from portal.insight.agreement.kappa import Agreement, agreement
from portal.insight.agreement.models import AgreementPair, AgreementRound
from portal.insight.agreement.queries import rounds_of, to_sort_again
from portal.strategies.models import Theme
from portal.strategies.queries import themes


@dataclass(frozen=True)
class OfTheme:
    """How far the two agree on one theme."""

    theme: Theme
    agreement: Agreement


@dataclass(frozen=True)
class Report:
    """A whole round: every theme, and all decisions together."""

    themes: list[OfTheme]
    overall: Agreement


@dataclass(frozen=True)
class MethodNote:
    """How this area sorts: sentences for people, the same figures for programs.

    `may_say_themes`: the sample is at most half of what it was drawn from, so that figures by theme may
    leave the service; of a sample of everything they would tell how many comments each theme has.
    """

    drawn_on: date
    size: int
    seed: int
    frame_version: int
    report: Report
    sentences: list[str]
    may_say_themes: bool


def report_of(pairs: list[AgreementPair]) -> Report:
    """The figures over the pairs that both have sorted."""
    done = [(set(pair.first), set(pair.second)) for pair in pairs if pair.second is not None]
    listed = themes()
    by_theme = {
        theme.slug: [(theme.slug in first, theme.slug in second) for first, second in done]
        for theme in listed
    }
    every = [decision for theme in listed for decision in by_theme[theme.slug]]
    return Report([OfTheme(theme, agreement(by_theme[theme.slug])) for theme in listed], agreement(every))


def is_finished(of: AgreementRound, to_sort_again: Collection[int]) -> bool:
    """Every comment that staff may still see was sorted twice; `to_sort_again`: rounds where one waits.

    One that is before the safeguarding lead keeps nobody waiting: it can be sorted by no one.
    """
    return of.id not in to_sort_again and bool(_sorted_twice(of))


def _sorted_twice(of: AgreementRound) -> list[AgreementPair]:
    return [pair for pair in of.pairs if pair.second is not None]


def method_note(area: Area) -> MethodNote | None:
    """The note on the newest finished round of an area; None before the first."""
    waiting = to_sort_again(area.id)
    of = next((one for one in rounds_of(area) if is_finished(one, waiting)), None)
    return note_of(of) if of else None


def note_of(of: AgreementRound) -> MethodNote:
    """The note on one round."""
    report, day = report_of(of.pairs), clock.local(of.made_at).date()
    said = [
        str(
            _(
                "A second person sorted %(size)s comments again and did not see how they were sorted.",
                size=len(_sorted_twice(of)),
            )
        ),
        str(
            _(
                "The sample was drawn at random from %(number)s on %(day)s (seed %(seed)s).",
                number=of.drawn_from,
                day=long_date(day),
                seed=of.seed,
            )
        ),
        str(_("Themes were those of version %(number)s.", number=of.frame_version)),
        _who(of),
        _how_far(report.overall),
    ]
    enough = 2 * of.size <= of.drawn_from
    return MethodNote(day, of.size, of.seed, of.frame_version, report, said, enough)


def _who(of: AgreementRound) -> str:
    return str(
        ngettext(
            "%(num)s person sorted them first, another one sorted them again.",
            "%(num)s people sorted them first, another one sorted them again.",
            len(of.coders),
        )
    )


def _how_far(overall: Agreement) -> str:
    if overall.same is None:
        return str(_("There is nothing to compare."))
    percent = round(100 * overall.same.value)
    if overall.kappa is None or overall.kappa.low is None or overall.kappa.high is None:
        return str(_("They agreed on %(percent)s in 100.", percent=percent))
    return str(
        _(
            "They agreed on %(percent)s in 100. Cohen's kappa is %(kappa)s (%(low)s to %(high)s).",
            percent=percent,
            kappa=f"{overall.kappa.value:.2f}",
            low=f"{overall.kappa.low:.2f}",
            high=f"{overall.kappa.high:.2f}",
        )
    )
