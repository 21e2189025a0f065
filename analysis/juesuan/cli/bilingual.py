"""Commands that speak both languages: their help is data, wrong usage is a sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from typer.core import TyperCommand, TyperGroup

from juesuan.catalogue.choice import chosen
from juesuan.catalogue.command_help import Command, commands
from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import entry_of
from juesuan.catalogue.sayings import listed, say
from juesuan.catalogue.strict import closest
from juesuan.cli.help_text import choices, help_of, is_number, usage_of
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
        return usage_of(self, context)

    def format_help(self, context: Any, _: Any) -> None:
        """Print its help."""
        typer.echo(help_of(self, context, min(Console().width, _WIDEST)))

    def get_help_option(self, context: Any) -> Any:
        """The option `--help`."""
        option = super().get_help_option(context)
        if option is not None:
            option.help = say("help_option")
        return option

    def make_context(self, *args: Any, **given: Any) -> Any:
        """The arguments as they were understood; the command ends where they were not."""
        return self._refusing(super().make_context, *args, **given)

    def invoke(self, context: Any) -> Any:
        """Run it; the command ends where its arguments were not understood."""
        return self._refusing(super().invoke, context)

    def _refusing(self, step: Any, *args: Any, **given: Any) -> Any:
        """What a step gives; where it finds wrong usage, that is told and the command ends."""
        try:
            return step(*args, **given)
        except Exception as error:
            if type(error).__name__ not in _USAGE:
                raise
            context: Any = getattr(error, "ctx", None)
            if context is not None:
                typer.echo(usage_of(context.command, context), err=True)
            typer.echo(_said(self, error), err=True)
            if context is not None:
                typer.echo(say("see_help", command=context.command_path), err=True)
            raise typer.Exit(USAGE) from None


class SpokenCommand(_Spoken, TyperCommand):
    """A command."""


class SpokenGroup(_Spoken, TyperGroup):
    """All commands."""

    def resolve_command(self, context: Any, arguments: list[str]) -> Any:
        """The command that is asked for; another name ends it."""
        name, known = arguments[0], self.list_commands(context)
        if name in known:
            return super().resolve_command(context, arguments)
        meant = closest(name, known)
        typer.echo(usage_of(self, context), err=True)
        said = say("no_such_command", name=name) + (say("meant", name=meant) if meant else "")
        typer.echo(said, err=True)
        typer.echo(say("see_help", command=context.command_path), err=True)
        raise typer.Exit(USAGE)


def _explain(parameter: Any, entry: Command) -> None:
    parameter.help = str(entry_of(entry.options, parameter.name, "option"))


def _said(command: Any, error: Any) -> str:
    """The sentence for an error of usage, which is told by the name of its class."""
    kind, message = type(error).__name__, error.format_message()
    if (parameter := getattr(error, "param", None)) is not None:
        name = parameter.opts[0]
        if kind == "MissingParameter":
            return say("missing_argument", name=name.upper() if name.isidentifier() else name)
        return say("bad_value", name=name, said=_wanted(parameter) or error.message)
    if (option := getattr(error, "option_name", None)) is not None:
        wrong = "no_such_option" if kind == "NoSuchOption" else _misused(command, option)
        return say(wrong, name=option)
    found = _TOO_MANY.search(message)
    return (
        say("too_many_arguments", names=listed(found[1].split()))
        if found
        else say("bad_usage", said=message)
    )


def _misused(command: Any, name: str) -> str:
    """What is said of an option that has no value, or one too many."""
    own = [each for each in command.params if name in {*each.opts, *each.secondary_opts}]
    return "no_value_taken" if any(each.is_flag for each in own) else "no_value_given"


def _wanted(parameter: Any) -> str:
    """What an option takes, where that is known."""
    if words := choices(parameter):
        return say("one_of", words=listed(words))
    if not is_number(parameter):
        return ""
    least = getattr(parameter, "min", None)
    return say("a_number") if least is None else say("a_number_from", least=least)


# So wide are lines at the most that are read with ease.
_WIDEST = 100
_USAGE = frozenset(
    ("UsageError", "MissingParameter", "NoSuchOption", "BadParameter", "BadOptionUsage")
)
# What nobody asked for stands in brackets at the end of the message.
_TOO_MANY = re.compile(r"\(([^()]+)\)$")
