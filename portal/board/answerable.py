"""What a promise can answer: things of the portal that are published or found, by name."""

from dataclasses import dataclass

import flask

from portal.areas.models import Area
from portal.board.models import Evidence, EvidenceKind
from portal.board.releasing import KIND_NAME as DIFFERENCE
from portal.core import clock
from portal.local_offer.gaps.queries import for_the_board
from portal.releases.queries import published_at_address, published_in
from portal.releases.reading import questions_of
from portal.strategies.queries import findings_of
from portal.topics.queries import public_topics
from portal.voting.queries import votes_counted

LONGEST_NAME = 180


@dataclass(frozen=True)
class Offered:
    """One thing that can stand beside a promise; `ref` is what finds it again."""

    kind: EvidenceKind
    ref: str
    words: str

    @property
    def value(self) -> str:
        """Kind and ref in one, for a list to choose from."""
        return f"{self.kind.value}:{self.ref}"


def offered(area: Area) -> list[Offered]:
    """Everything of this area that can be chosen: figures, votes, topics, gaps, findings."""
    found = [
        Offered(EvidenceKind.RELEASE, f"{one.thing}/{one.occasion}", f"{one.title}, {one.round_title}")
        for one in published_in(area)
        # what readers said of a promise is no reason for one
        if one.kind != DIFFERENCE
    ]
    found += [Offered(EvidenceKind.VOTE, one.slug, one.title) for one in votes_counted(area)]
    found += [Offered(EvidenceKind.TOPIC, one.slug, one.title) for one in public_topics(area, clock.now())]
    found += [
        Offered(EvidenceKind.GAP, str(number), title) for number, title in for_the_board(area).items()
    ]
    found += [
        Offered(EvidenceKind.FINDING, str(one.id), one.text[:LONGEST_NAME]) for one in findings_of(area)
    ]
    return found


def released_question(area: Area, ref: str) -> Offered | None:
    """One question of a published release by its "survey/round/question"; None where there is none."""
    thing, _slash, rest = ref.partition("/")
    occasion, _slash, key = rest.partition("/")
    release = published_at_address(area, thing, occasion) if key else None
    if release is None or release.kind == DIFFERENCE:
        return None
    title = dict(questions_of(release)).get(key)
    words = f"{title} {release.title}, {release.round_title}"
    return Offered(EvidenceKind.RELEASE, ref, words[:LONGEST_NAME]) if title else None


def address_of(evidence: Evidence) -> str | None:
    """Where everyone can see what a promise answers; None where there is no page of it."""
    if evidence.kind == EvidenceKind.REPORT:
        return evidence.ref
    if evidence.kind == EvidenceKind.RELEASE:
        thing, occasion, *question = evidence.ref.split("/")
        anchor = f"q-{question[0].replace('.', '-')}" if question else None
        return flask.url_for("releases.show", thing=thing, occasion=occasion, _anchor=anchor)
    if evidence.kind == EvidenceKind.VOTE:
        return flask.url_for("vote_results.show", slug=evidence.ref)
    if evidence.kind == EvidenceKind.TOPIC:
        return flask.url_for("topics.show", slug=evidence.ref)
    return None
