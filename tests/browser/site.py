"""What the live portal of the browser tests stands on, and what its database holds."""

import sqlalchemy as sa

from tests.demonstration import copy_of, made_once, plant
from tests.deployment import Deployment
from tests.serving import serving

__all__ = ["copy_of", "made_once", "plant", "rows", "serving"]


def rows(deployment: Deployment, question: str) -> list[tuple[object, ...]]:
    """What the database of a deployment holds now, asked in SQL."""
    engine = sa.create_engine(deployment.settings.database_url)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(sa.text(question))]
    finally:
        engine.dispose()
