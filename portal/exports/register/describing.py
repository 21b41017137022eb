"""One line of the register in words: what left, to whom or where, under which rule, and its checksum."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from portal.core.disclosure import DisclosureSettings, rule_in_full
from portal.core.filters import long_date
from portal.exports.models import Export, Holds
from portal.exports.register.queries import Left, LeftKind
from portal.insight.half_year.models import HalfYearReport
from portal.local_offer.comments.models import OfferReport
from portal.releases import figures
from portal.releases.models import Release
from portal.voting.models import Vote

KIND_NAMES: Mapping[LeftKind, str] = {
    LeftKind.RELEASE: lazy_gettext("Released figures"),
    LeftKind.VOTE: lazy_gettext("Result of a vote"),
    LeftKind.THEMED: lazy_gettext("Export of themes and words"),
    LeftKind.PACK: lazy_gettext("Pack"),
    LeftKind.RECORDS: lazy_gettext("Record-level file"),
    LeftKind.LAYOUT: lazy_gettext("Words by person"),
    LeftKind.REACH: lazy_gettext("Reach as a file"),
    LeftKind.HALF_YEAR: lazy_gettext("Half-year report"),
    LeftKind.COMMENTS: lazy_gettext("Yearly report on comments"),
}


BY_PERSON = frozenset({LeftKind.RECORDS, LeftKind.LAYOUT})
# the pages of files that have pages of their own
OWN_PAGES: Mapping[LeftKind, tuple[str, str]] = {
    LeftKind.RECORDS: ("staff_records.show", "file_id"),
    LeftKind.LAYOUT: ("staff_layout.show", "layout_id"),
    LeftKind.REACH: ("staff_reach_files.show", "reach_file_id"),
}


@dataclass(frozen=True)
class Line:
    """One thing that left, in words. `file`: the file's name and whether it is still here.

    `settings`: the numbers of the rule as pairs of name and value; `no_checksum`: why there is none.
    """

    left: Left
    kind: str
    title: str
    where: str
    url: str
    rule: str
    settings: str
    file: str = ""
    checksum: str = ""
    no_checksum: str = ""


def described(left: Left, may_open: Callable[[LeftKind], bool]) -> Line:
    """The line of one thing; `may_open` says whether the reader may open what staff alone may."""
    by_kind: Mapping[LeftKind, Callable[[Left, bool], Line]] = {
        LeftKind.RELEASE: _release,
        LeftKind.VOTE: _vote,
        LeftKind.HALF_YEAR: _half_year,
        LeftKind.COMMENTS: _comments,
    }
    return by_kind.get(left.kind, _export)(left, may_open(left.kind))


def _release(left: Left, _may_open: bool) -> Line:
    release: Release = left.thing
    settings = figures.read(release.file).settings
    return Line(
        left=left,
        kind=str(KIND_NAMES[left.kind]),
        title=f"{release.title} ({release.round_title})",
        where=_("Everyone: the page of results and the open data."),
        url=flask.url_for("releases.show", thing=release.thing, occasion=release.occasion),
        rule=rule_in_full(settings, _),
        settings=_numbers(settings),
        checksum=release.sha256,
    )


def _vote(left: Left, _may_open: bool) -> Line:
    vote: Vote = left.thing
    return Line(
        left=left,
        kind=str(KIND_NAMES[left.kind]),
        title=vote.title,
        where=_("Everyone: the page of the result and its files."),
        url=flask.url_for("vote_results.show", slug=vote.slug),
        rule=_("Two people confirmed the count. Totals of options are exact; groups are in a release."),
        settings="",
        no_checksum=_("No checksum: the files are made anew from the same count each time."),
    )


def _half_year(left: Left, _may_open: bool) -> Line:
    report: HalfYearReport = left.thing
    days = _("%(first)s to %(last)s", first=long_date(report.begins), last=long_date(report.ends))
    return Line(
        left=left,
        kind=str(KIND_NAMES[left.kind]),
        title=_("You said, we did: %(days)s", days=days),
        where=_("Everyone: the page, a Word document and the open data."),
        url=flask.url_for("half_year.show", half_year_id=report.id),
        rule=_("Only what was public already. No person is counted in it."),
        settings="",
        checksum=report.sha256,
    )


def _comments(left: Left, _may_open: bool) -> Line:
    report: OfferReport = left.thing
    return Line(
        left=left,
        kind=str(KIND_NAMES[left.kind]),
        title=_("Comments on the Local Offer: the year from %(day)s", day=long_date(report.begins)),
        where=_("Everyone: the page and a Word document."),
        url=flask.url_for("comments.report", report_id=report.id),
        rule=_("Its numbers were protected when it was published, and stay as they were."),
        settings="",
        no_checksum=_("No checksum: words that were taken back are gone from it."),
    )


def _export(left: Left, may_open: bool) -> Line:
    export: Export = left.thing
    records = left.kind in BY_PERSON
    endpoint, name = OWN_PAGES.get(left.kind, ("staff_exports.show", "export_id"))
    address: dict[str, Any] = {name: export.id}
    page = flask.url_for(endpoint, **address)
    return Line(
        left=left,
        kind=str(KIND_NAMES[left.kind]),
        title=", ".join(export.rounds),
        where=_("For: %(purpose)s", purpose=export.purpose),
        url=page if may_open else "",
        rule=_of_records(export) if records else _of_file(export),
        settings="" if records else _numbers(_settings(export)),
        file=_file(export),
        checksum=export.sha256,
    )


def _of_records(export: Export) -> str:
    least = export.protection.get("least", 0)
    said: str = _(
        "One row for each response, by a named permission. "
        "What fewer than %(least)s people share of themselves is left out.",
        least=least,
    )
    return said


def _of_file(export: Export) -> str:
    rule = rule_in_full(_settings(export), _)
    if export.holds == Holds.REACH:
        return rule
    return f"{rule} {_('Words were read and cleared by a person.')}"


def _settings(export: Export) -> DisclosureSettings:
    return DisclosureSettings(**export.protection)


def _numbers(settings: DisclosureSettings) -> str:
    """The five numbers that were in force, as short as they can be said."""
    said: str = _(
        "Threshold %(threshold)s, star below %(small)s, step %(step)s, epsilon %(epsilon)s, "
        "percentages from %(base)s.",
        threshold=settings.threshold,
        small=settings.small,
        step=settings.step,
        epsilon=f"{settings.epsilon:g}",
        base=settings.percentage_base,
    )
    return said


def _file(export: Export) -> str:
    if export.removed_at is None:
        return export.file_name
    return str(_("%(name)s, removed on %(day)s", name=export.file_name, day=long_date(export.removed_at)))
