"""Votes on paper and by phone: the ballot to print, and what paper/ keys, checks and counts of it."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Audience, Channel
from portal.paper.keyable import Choice, Entry, Field, PaperForm, PaperKind, Subject
from portal.voting import keying_actions
from portal.voting.audiences import voters_of
from portal.voting.ballot_actions import PURPOSE
from portal.voting.models import Ballot, Vote, VoteRule
from portal.voting.queries import ballot_in, vote_in, votes_to_count

STANDARD, EASY = "standard", "easy"
CHOICE, WHO = "choice", "who"


class VotePaper(PaperKind):
    """A vote; its wordings are plain words and Easy Read."""

    purpose = PURPOSE

    def subjects(self, area: Area, at: datetime) -> list[Subject]:
        """Every vote whose count is not confirmed: paper comes after the voting has ended, too."""
        return [self._subject(vote) for vote in votes_to_count(area)]

    def subject(self, area: Area, subject_id: int) -> Subject | None:
        """One vote."""
        vote = vote_in(area, subject_id)
        return self._subject(vote) if vote else None

    def _subject(self, vote: Vote) -> Subject:
        name = str(_("Vote: %(title)s", title=vote.title))
        return Subject(vote.id, name, ((STANDARD, str(_("Standard words"))), (EASY, str(_("Easy Read")))))

    def form(self, area: Area, subject_id: int, variant: str) -> PaperForm:
        """The ballot: the options in their order, and who votes, which may be left out."""
        vote, easy = _vote(area, subject_id), variant == EASY
        who = tuple(Choice(code, words) for code, words in voters_of(vote))
        return PaperForm(
            title=vote.question_easy if easy else vote.question,
            purpose=_rule_words(vote),
            notes=(
                str(_("Nobody can see which ballot is yours. Please do not sign it.")),
                str(_("Everybody can see the totals after the vote has ended.")),
            ),
            thanks=str(_("Thank you.")),
            fields=(*_fields(vote, easy=easy), Field(WHO, str(_("Who are you?")), "one", who)),
        )

    def begin(
        self,
        *,
        area: Area,
        subject_id: int,
        variant: str,
        channel: Channel,
        place_id: int | None,
        at: datetime,
    ) -> int:
        """A ballot that is still empty and does not count."""
        vote = _vote(area, subject_id)
        return keying_actions.begin_keyed(vote=vote, channel=channel, place_id=place_id, at=at).id

    def entries(self, area: Area, record_id: int) -> dict[str, Entry]:
        """The crosses, dots or numbers of one ballot."""
        vote, ballot = _ballot(area, record_id)
        found = {WHO: Entry((ballot.audience,))} if ballot.audience else {}
        if vote.rule == VoteRule.DOTS:
            dots = {key: Entry((str(number),)) for key, number in ballot.choices.items()}
            return {**dots, **found}
        ranking = vote.rule == VoteRule.RANKING
        codes = tuple(_code(key, place) if ranking else key for key, place in ballot.choices.items())
        return {CHOICE: Entry(codes), **found} if codes else found

    def keep(self, *, area: Area, record_id: int, entries: Mapping[str, Entry], at: datetime) -> None:
        """What stands on the ballot, checked by the rule of the vote."""
        vote, ballot = _ballot(area, record_id)
        choices = _choices(vote, ballot.choices, entries)
        audience = Audience(ballot.audience) if ballot.audience else None
        if WHO in entries:
            audience = Audience(entries[WHO].codes[0]) if entries[WHO].codes else None
        try:
            keying_actions.keep_keyed(vote=vote, ballot=ballot, choices=choices, audience=audience)
        except RuleBroken as broken:
            if broken.field != CHOICE:
                raise
            raise _spoilt(vote, choices, entries) from broken

    def drop(self, *, area: Area, record_id: int) -> None:
        """Keyed by mistake: the ballot goes."""
        keying_actions.drop_keyed(ballot=_ballot(area, record_id)[1])

    def count(self, *, records: Select[int], at: datetime) -> None:
        """The ballots count from now on."""
        keying_actions.count_keyed(records=records, at=at)

    def uncount(self, *, records: Select[int], at: datetime) -> None:
        """The ballots do not count any more."""
        keying_actions.uncount_keyed(records=records, at=at)


def _fields(vote: Vote, *, easy: bool) -> tuple[Field, ...]:
    """One question for crosses or an order; for dots a number for each option."""
    names = {option.key: option.title_easy if easy else option.title for option in vote.options}
    if vote.rule == VoteRule.DOTS:
        asked = {key: str(_("How many dots for “%(option)s”?", option=name)) for key, name in names.items()}
        return tuple(Field(key, words, "number") for key, words in asked.items())
    question = vote.question_easy if easy else vote.question
    if vote.rule == VoteRule.PICK:
        return (Field(CHOICE, question, "many", tuple(Choice(*one) for one in names.items())),)
    places = range(1, len(names) + 1)
    numbered = (Choice(_code(key, n), f"{n}. {name}") for key, name in names.items() for n in places)
    return (Field(CHOICE, question, "ranked", tuple(numbered)),)


def _rule_words(vote: Vote) -> str:
    if vote.rule == VoteRule.PICK:
        said = ngettext(
            "Put a cross at 1. You can also leave it empty.",
            "Put up to %(num)s crosses. You can put fewer.",
            vote.most,
        )
        return str(said)
    if vote.rule == VoteRule.DOTS:
        said = _("You have %(most)s dots. Put up to %(each)s on one.", most=vote.most, each=vote.most_each)
        return str(said)
    return str(_("Put them in order, the most important first. You can leave some out."))


def _code(key: str, place: int) -> str:
    return f"{key}-{place}"


def _choices(vote: Vote, kept: Mapping[str, int], entries: Mapping[str, Entry]) -> dict[str, int]:
    """The choices of the whole ballot, as they are after this keying."""
    if vote.rule == VoteRule.DOTS:
        typed = {key: _number(entry, key) for key, entry in entries.items() if key != WHO}
        return {**kept, **typed}
    if CHOICE not in entries:
        return dict(kept)
    codes = entries[CHOICE].codes
    if vote.rule == VoteRule.PICK:
        return dict.fromkeys(codes, 1)
    pairs = [code.rpartition("-") for code in codes]
    if len({key for key, _dash, _place in pairs}) < len(pairs):
        raise RuleBroken("Give each option one number only.", field=CHOICE, status=422)
    return {key: int(place) for key, _dash, place in pairs}


def _number(entry: Entry, field: str) -> int:
    text = entry.codes[0] if entry.codes else "0"
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise RuleBroken("Write a whole number.", field=field, status=422)
    return int(text)


def _spoilt(vote: Vote, choices: Mapping[str, int], entries: Mapping[str, Entry]) -> RuleBroken:
    """What is wrong with a ballot, for whoever keys it: too many marks make it spoilt."""
    field = CHOICE if CHOICE in entries else next(iter(entries))
    if vote.rule == VoteRule.RANKING:
        return RuleBroken(
            "Two options have the same number. If the paper says so, count it as spoilt.",
            field=field,
            status=422,
        )
    return RuleBroken(
        "That is %(count)s, and %(most)s are allowed. If the paper says so, count it as spoilt.",
        field=field,
        status=422,
        count=sum(choices.values()),
        most=vote.most,
    )


def _vote(area: Area, vote_id: int) -> Vote:
    vote = vote_in(area, vote_id)
    if vote is None:
        raise RuleBroken("This vote is not here any more.", status=404)
    return vote


def _ballot(area: Area, ballot_id: int) -> tuple[Vote, Ballot]:
    ballot = ballot_in(area, ballot_id)
    if ballot is None:
        raise RuleBroken("What was keyed here is not kept any more.", status=404)
    return _vote(area, ballot.vote_id), ballot


VOTE_PAPER = VotePaper()
