"""The `flask` commands: each a thin call of an action."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import flask
from flask.cli import AppGroup

from portal.accounts.invitation_actions import invite_from_outside, password_link_from_outside
from portal.accounts.roles import Role
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import transaction
from portal.core.errors import RuleBroken
from portal.core.limits import limits
from portal.core.worker.engine import worker
from portal.demo.plant import FULL, TINY, plant_everything
from portal.exports.attack.everything import attack_area
from portal.local_offer.search.actions import keep_places
from portal.local_offer.search.postcode_file import batches_of
from portal.releases.attack import MOST_RIGHT
from portal.retention.actions import carry_out_retention
from portal.strategies.actions import SHIPPED, load_strategies

strategies = AppGroup("strategies", help="Strategies, priorities and themes.")


@strategies.command("load")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=SHIPPED)
def strategies_load(folder: Path) -> None:
    """Load the strategy files of FOLDER (the shipped ones without it); loading again changes nothing."""
    try:
        with transaction():
            added, changed = load_strategies(folder=folder, by=None, at=clock.now())
    except RuleBroken as refusal:
        raise click.ClickException(f"{refusal.message}. Nothing was loaded.") from None
    click.echo(f"{added} added, {changed} changed.")


people = AppGroup("people", help="People who work here.")


@people.command("add")
@click.option("--area", "slug", required=True, help="The area's word in addresses: liverpool.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.AREA_ADMIN.value)
@click.option("--email", required=True)
@click.option("--site", default="http://127.0.0.1:8000", show_default=True, help="Where people open it.")
def people_add(slug: str, role: str, email: str, site: str) -> None:
    """Print a link with which EMAIL joins an area: how an area gets its first admin."""
    with _one_act():
        _invitation, token = invite_from_outside(
            area_slug=slug, email=email, role=Role(role), at=clock.now()
        )
    _print_link(site, token)


@people.command("password-link")
@click.option("--email", required=True)
@click.option("--site", default="http://127.0.0.1:8000", show_default=True, help="Where people open it.")
def people_password_link(email: str, site: str) -> None:
    """Print a link with which EMAIL sets a new password, whatever areas they work in."""
    with _one_act():
        _invitation, token = password_link_from_outside(email=email, at=clock.now())
    _print_link(site, token)


retention = AppGroup("retention", help="What is past its time goes.")


@retention.command("run")
@click.option("--dry-run", is_flag=True, help="Only count; delete nothing.")
def retention_run(dry_run: bool) -> None:
    """Delete what each area's settings say is past its time, and write it into the audit."""
    for gone in carry_out_retention(at=clock.now(), dry_run=dry_run):
        would = "would go" if dry_run else "gone"
        click.echo(f"{gone.area}: {gone.kind} from before {gone.before}: {gone.count} {would}")
    if not dry_run:
        click.echo(f"limits: {limits().forget_ended()} ended counters gone")


releases = AppGroup("releases", help="What was published.")


@releases.command("attack")
@click.argument("area")
def releases_attack(area: str) -> None:
    """Say how sure someone could become of a hidden figure from everything that left AREA.

    Released files, public pages, the API, charts, and the exported files that are still kept.
    The exit status is 1 when the bound of the rules is broken.
    """
    found = area_by_slug(area)
    if found is None:
        raise click.ClickException("There is no such area.")
    folder = flask.current_app.config["PORTAL"].exports_folder
    attacked = attack_area(found, folder)
    verdict = attacked.verdict
    click.echo(
        f"{attacked.releases} published files, {attacked.pages} pages, {attacked.files} exported files: "
        f"{len(verdict.guesses)} stars."
    )
    click.echo(
        f"The best guess is right {verdict.right:.0%} of the time; the rules allow {MOST_RIGHT:.0%}."
    )
    if verdict.surest is not None:
        click.echo(f"Surest, {verdict.surest.sure:.0%}: {verdict.surest.where}")
    for one in attacked.loose:
        click.echo(f"Follows from no release: {one}")
    if not attacked.holds:
        raise click.ClickException("The bound is broken.")
    click.echo("The bound holds.")


postcodes = AppGroup("postcodes", help="Where postcodes are.")


@postcodes.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def postcodes_load(file: Path) -> None:
    """Load the ONS Postcode Directory (columns pcds, lat, long): rough places that ship become exact."""
    total = 0
    for batch in batches_of(file):
        with transaction():
            total += keep_places(places=batch)
    click.echo(f"{total} postcodes loaded.")


@click.command("worker")
@click.option("--with-parent", is_flag=True, help="End when the process that started it ends.")
def run_worker(with_parent: bool) -> None:
    """Send mail, run long jobs and do the daily tasks until stopped."""
    # the consumer's threads bring contexts of their own
    worker().run(with_parent=with_parent)


demo = AppGroup("demo", help="The made-up demonstration.")


@demo.command("plant")
@click.option("--tiny", is_flag=True, help="A small set, for trying things out.")
def demo_plant(tiny: bool) -> None:
    """Plant the demonstration; what is there already stays as it is."""
    plant_everything(TINY if tiny else FULL)


def _print_link(site: str, token: str) -> None:
    with flask.current_app.test_request_context():
        path = flask.url_for("account.accept", token=token)
    click.echo(f"{site.rstrip('/')}{path}")
    click.echo("It works once, for 7 days. Give it to this person and nobody else.")


@contextmanager
def _one_act() -> Iterator[None]:
    """One transaction; what a rule refuses is said as one line."""
    try:
        with transaction():
            yield
    except RuleBroken as refusal:
        raise click.ClickException(refusal.message) from None


def init_app(app: flask.Flask) -> None:
    """Register the commands."""
    app.cli.add_command(strategies)
    app.cli.add_command(people)
    app.cli.add_command(retention)
    app.cli.add_command(postcodes)
    app.cli.add_command(releases)
    app.cli.add_command(demo)
    app.cli.add_command(run_worker)
    app.extensions["worker"].every_day.append(lambda at: carry_out_retention(at=at, dry_run=False))
