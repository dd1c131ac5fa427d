"""A group that shows its verbs from the table and imports a verb's file only when that verb is asked for."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from ivr.cli.verbs import Group, Verb
from ivr.cli.words import say


class LazyGroup(TyperGroup):
    """Made by :func:`filled`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.loaded() if isinstance(command, Unloaded) else command, rest


class Unloaded(TyperCommand):
    """A verb's name and its one line, for the list."""

    def __init__(self, name: str, verb: Verb) -> None:
        super().__init__(name, help=say(verb.zh, verb.en))
        self._named, self._verb = name, verb

    def loaded(self) -> Any:
        """The verb itself."""
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        function = import_module(f"ivr.cli.{self._verb.file}").verb
        app.command(self._named, help=say(self._verb.zh, self._verb.en))(function)
        return typer.main.get_command(app)


def filled(group: TyperGroup, verbs: Mapping[str, Verb | Group]) -> TyperGroup:
    """The group with these verbs, and with groups of verbs."""
    for name, entry in verbs.items():
        if isinstance(entry, Verb):
            group.add_command(Unloaded(name, entry))
        else:
            inner = LazyGroup(name=name, help=say(entry.zh, entry.en), no_args_is_help=True)
            group.add_command(filled(inner, entry.verbs))
    return group
