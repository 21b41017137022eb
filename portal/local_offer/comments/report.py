"""The yearly report on the Local Offer: protected numbers, comments, answers, consultations, findings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.areas.models import Area
from portal.areas.protection import protector_of
from portal.core.disclosure import PeopleCount
from portal.feedback.models import FeedbackItem
from portal.local_offer.comments import naming, queries
from portal.local_offer.comments.actions import year_from
from portal.local_offer.comments.models import CommentGroup, Consultation, OfferComment

# what families looked for in a time, as sentences that name nobody; other parts add theirs
Findings = Callable[[Area, date, date], list[str]]
_findings: list[Findings] = []


def add_findings(findings: Findings) -> None:
    """Show more in every report; asking twice changes nothing."""
    if findings not in _findings:
        _findings.append(findings)


@dataclass(frozen=True)
class Answered:
    """One answer with the comments it answers; `group` None: these have no answer yet."""

    group: CommentGroup | None
    comments: list[OfferComment]


@dataclass(frozen=True)
class Report:
    """Twelve months from `begins` to `ends`, both included."""

    begins: date
    ends: date
    figures: dict[str, Any]
    answered: list[Answered]
    consulted: dict[str, list[Consultation]]
    findings: list[str]


def report_of(area: Area, begins: date, figures: dict[str, Any] | None = None) -> Report:
    """The report as it stands; `figures` are those of a public one, which never change."""
    ends = year_from(begins)
    held = queries.consultations_of(area, begins, ends)
    return Report(
        begins=begins,
        ends=ends,
        figures=figures or figures_of(area, begins, ends),
        answered=by_answer(queries.public_comments(area, begins, ends)),
        consulted={slug: [one for one in held if one.body == slug] for slug in naming.bodies()},
        findings=[line for find in _findings for line in find(area, begins, ends)],
    )


def by_answer(comments: list[OfferComment]) -> list[Answered]:
    """Comments under their answers, in the order in which they come."""
    found: dict[int | None, Answered] = {}
    for comment in comments:
        found.setdefault(comment.group_id, Answered(comment.group, [])).comments.append(comment)
    return list(found.values())


def figures_of(area: Area, begins: date, ends: date) -> dict[str, Any]:
    """How many comments came, by kind and by who spoke, as everyone may see them (core/disclosure)."""
    protect = protector_of(area)
    none = PeopleCount(0, 0)
    lists: dict[str, Any] = {}
    for name, column, known in (
        ("kind", OfferComment.kind, list(naming.KINDS)),
        ("audience", FeedbackItem.audience, list(naming.SPOKEN)),
    ):
        base, cells = queries.counts_by(area, begins, ends, column)
        table = protect.table(base, {str(key): cells.get(key, none) for key in known})
        lists[name] = {
            "base": table.base.text,
            "cells": {key: cell.text for key, cell in table.cells.items()},
        }
    return lists
