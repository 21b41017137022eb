"""The `flask` commands: each a thin call of an action."""

from pathlib import Path

import click
import flask
from flask.cli import AppGroup

from portal.core import clock
from portal.core.db import transaction
from portal.core.errors import RuleBroken
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


def init_app(app: flask.Flask) -> None:
    """Register the commands."""
    app.cli.add_command(strategies)
