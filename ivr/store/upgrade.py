"""Brings a database to this release's schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine


def upgrade(engine: Engine) -> None:
    """Runs the missing migrations, in one transaction where the database can. Harmless when there are none."""
    with engine.begin() as connection:
        command.upgrade(migrations(connection), "head")


def migrations(connection: object) -> Config:
    """Alembic's settings for one open connection; no ini file is read."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
