"""Commands that speak both languages: their help is data, wrong usage is a sentence."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from juesuan.catalogue.choice import chosen
from juesuan.catalogue.command_help import Command, commands
from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import entry_of
from juesuan.catalogue.sayings import say
from juesuan.language import LANGUAGES, VARIABLE, options

if TYPE_CHECKING:
    _Base = TyperCommand
else:
    _Base = object
USAGE = 2
_OPTION = "--lang"


def take_language(arguments: Sequence[str]) -> list[str]:
    """The arguments without `--lang zh`, wherever it stands, after it was set.

    It is set for the processes that are started too. Raises `UnknownChoice` for another language.
    """
    left: list[str] = []
    given = iter(arguments)
    for word in given:
        if word == _OPTION or word.startswith(f"{_OPTION}="):
            language = word.partition("=")[2] or next(given, "")
            options.language = chosen(language, LANGUAGES, fault("a_language"))
            os.environ[VARIABLE] = options.language
        else:
            left.append(word)
    return left


class _Spoken(_Base):
    """What commands and the group of them share; made when the command line is run."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.help = str(self._entry).strip()
        self.rich_help_panel = say("commands")

    @property
    def _entry(self) -> Command:
        return entry_of(commands(), self.name or "juesuan", "command")

    def get_params(self, context: Any) -> Any:
        """Its options and arguments, explained."""
        for parameter in self.params:
            _explain(parameter, self._entry)
        return super().get_params(context)

    def get_usage(self, context: Any) -> str:
        """How it is called."""
        return super().get_usage(context).replace("Usage: ", say("usage"), 1)

    def get_help_option(self, context: Any) -> Any:
        """The option `--help`."""
        option = super().get_help_option(context)
        if option is not None:
            option.help = say("help_option")
            option.rich_help_panel = say("options")
        return option

    def make_context(self, *args: Any, **given: Any) -> Any:
        """The arguments as they were understood; the command ends where they were not."""
        return _refusing(super().make_context, *args, **given)

    def invoke(self, context: Any) -> Any:
        """Run it; the command ends where its arguments were not understood."""
        return _refusing(super().invoke, context)


class SpokenCommand(_Spoken, TyperCommand):
    """A command."""


class SpokenGroup(_Spoken, TyperGroup):
    """All commands."""


def _explain(parameter: Any, entry: Command) -> None:
    said = entry_of(entry.options, parameter.name, "option")
    parameter.help = str(said)
    argument = parameter.param_type_name == "argument"
    parameter.rich_help_panel = say("arguments" if argument else "options")


def _refusing(step: Any, *args: Any, **given: Any) -> Any:
    """What a step gives; where it finds wrong usage, that is told and the command ends."""
    try:
        return step(*args, **given)
    except Exception as error:
        kind = type(error).__name__
        if kind not in _USAGE:
            raise
        context: Any = getattr(error, "ctx", None)
        if context is not None:
            typer.echo(context.command.get_usage(context), err=True)
        typer.echo(_said(kind, error), err=True)
        if context is not None:
            typer.echo(say("see_help", command=context.command_path), err=True)
        raise typer.Exit(USAGE) from None


def _said(kind: str, error: Any) -> str:
    """The sentence for an error of usage, which is told by the name of its class."""
    parameter = getattr(error, "param", None)
    name = parameter.opts[0] if parameter is not None else ""
    if kind == "MissingParameter":
        return say("missing_argument", name=name.upper() if name.isidentifier() else name)
    if kind == "NoSuchOption":
        return say("no_such_option", name=error.option_name)
    if kind == "BadParameter":
        return say("bad_value", name=name, said=error.message)
    return say("bad_usage", said=error.format_message())


_USAGE = frozenset(
    ("UsageError", "MissingParameter", "NoSuchOption", "BadParameter", "BadOptionUsage")
)
