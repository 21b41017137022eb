"""Agreement: draw a sample, sort it again blind, see how far the two agree, settle what differs."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.insight.agreement import actions, method, queries
from portal.insight.agreement.forms import DrawForm
from portal.insight.agreement.models import AgreementPair, AgreementRound
from portal.insight.permissions import can_sort_feedback
from portal.insight.sources import sources_of
from portal.strategies.models import Theme
from portal.strategies.queries import themes

blueprint = flask.Blueprint("staff_agreement", __name__, url_prefix="/<area:area>/staff/agreement")
Answer = str | Response | tuple[str, int]
SIDES = ("first", "second", "both")


@blueprint.get("/")
@needs(can_sort_feedback)
def index(area: Area) -> Answer:
    """The rounds, and a new one to draw."""
    return _list(area, DrawForm(formdata=None))


def _list(area: Area, form: DrawForm) -> str:
    _offer_coders(area, form)
    rounds, waiting = queries.rounds_of(area), queries.to_sort_again(area.id)
    finished = {one.id for one in rounds if method.is_finished(one, waiting)}
    return flask.render_template(
        "insight/agreement/index.html",
        form=form,
        rounds=rounds,
        finished=finished,
        notes={one.id: method.note_of(one).sentences[-1] for one in rounds if one.id in finished},
    )


def _offer_coders(area: Area, form: DrawForm) -> None:
    people = {coder for _slugs, coders in queries.sorted_items(area).values() for coder in coders}
    named = sorted(names_of(people).items(), key=lambda pair: pair[1])
    form.coder.choices = [("", str(_("Anybody"))), *((str(number), name) for number, name in named)]
    form.coder.data = form.coder.data or ""


@blueprint.post("/")
@needs(can_sort_feedback)
def draw(area: Area) -> Answer:
    """Draw a sample."""
    form = DrawForm(formdata=flask.request.form)
    _offer_coders(area, form)
    if not form.validate():
        return _list(area, form), 422
    try:
        made = actions.draw(
            area=area,
            size=form.size.data or 0,
            seed=form.seed.data,
            sorted_by=int(form.coder.data) if form.coder.data else None,
            by=person().id,
            at=clock.now(),
        )
    except RuleBroken as broken:
        form.show(broken)
        return _list(area, form), 422
    flask.flash(_("The sample is drawn. Someone else sorts it now."), "done")
    return flask.redirect(flask.url_for(".show", round_id=made.id), 303)


def _round(area: Area, round_id: int) -> AgreementRound:
    return queries.round_of(area, round_id) or flask.abort(404)


@blueprint.get("/<int:round_id>/")
@needs(can_sort_feedback)
def show(area: Area, round_id: int) -> Answer:
    """How far a round is; once it is sorted twice, the figures and what differs, side by side."""
    of = _round(area, round_id)
    done = method.is_finished(of, queries.to_sort_again(area.id))
    pairs = queries.pairs_to_read(of) if done else []
    return flask.render_template(
        "insight/agreement/show.html",
        round=of,
        done=done,
        note=method.note_of(of) if done else None,
        differing=[pair for pair in pairs if pair.differs],
        sources=sources_of([pair.item for pair in pairs]),
        labels={theme.slug: theme.label for theme in themes()},
        coders=sorted(names_of(of.coders).values()),
        names=names_of([of.second_by or 0]),
        me=person().id,
    )


@blueprint.get("/<int:round_id>/code/")
@needs(can_sort_feedback)
def code(area: Area, round_id: int) -> Answer:
    """The next comment to sort again: its words and what was asked, not how it was sorted."""
    of = _round(area, round_id)
    try:
        actions.refuse_second(of, person().id)
    except RuleBroken as broken:
        flask.flash(broken.message)
        return flask.redirect(flask.url_for(".show", round_id=of.id), 303)
    pairs = queries.pairs_to_read(of)
    waiting = [pair for pair in pairs if pair.second is None]
    if not waiting:
        return flask.redirect(flask.url_for(".show", round_id=of.id), 303)
    return flask.render_template(
        "insight/agreement/code.html",
        round=of,
        pair=waiting[0],
        source=sources_of([waiting[0].item])[waiting[0].item.id],
        number=len(pairs) - len(waiting) + 1,
        total=len(pairs),
        themes=themes(),
    )


def _pair(of: AgreementRound, pair_id: int) -> AgreementPair:
    return queries.pair_to_change(of, pair_id) or flask.abort(404)


def _chosen(slugs: list[str]) -> list[Theme]:
    return [theme for theme in themes() if theme.slug in slugs]


@blueprint.post("/<int:round_id>/code/<int:pair_id>/")
@needs(can_sort_feedback)
def say(area: Area, round_id: int, pair_id: int) -> Response:
    """Keep what the second person says; on to the next."""
    of = _round(area, round_id)
    pair, chosen = _pair(of, pair_id), _chosen(flask.request.form.getlist("themes"))
    if not chosen and "none" not in flask.request.form:
        flask.flash(_("Choose a theme, or tick that none fits."))
        return flask.redirect(flask.url_for(".code", round_id=of.id), 303)
    try:
        actions.say_second(of=of, pair=pair, themes=chosen, by=person().id, at=clock.now())
    except RuleBroken as broken:
        flask.flash(broken.message)
    return flask.redirect(flask.url_for(".code", round_id=of.id), 303)


@blueprint.post("/<int:round_id>/settle/<int:pair_id>/")
@needs(can_sort_feedback)
def settle(area: Area, round_id: int, pair_id: int) -> Response:
    """Take one side, or both together."""
    of = _round(area, round_id)
    pair, side = _pair(of, pair_id), flask.request.form.get("side", "")
    sides = {"first": pair.first, "second": pair.second or [], "both": [*pair.first, *(pair.second or [])]}
    try:
        if side not in SIDES or not method.is_finished(of, queries.to_sort_again(area.id)):
            raise RuleBroken(str(_("Choose which one stands.")), status=422)
        chosen = _chosen(sides[side])
        actions.settle(area=area, of=of, pair=pair, themes=chosen, by=person().id, at=clock.now())
        flask.flash(_("Settled. The comment is sorted like this now."), "done")
    except RuleBroken as broken:
        flask.flash(broken.message)
    # back to this comment: whoever works by keyboard goes on from it, not from the top
    here = flask.url_for(".show", round_id=of.id, _anchor=f"comment-{pair.position + 1}")
    return flask.redirect(here, 303)
