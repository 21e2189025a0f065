"""The help of the commands, in the language of the options and as wide as the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from rich.cells import cell_len

from juesuan.catalogue.sayings import say

# A word of Latin letters, or one other sign, with the marks that may not begin a line.
_PIECE = re.compile(r"(?:[!-~]+|[^\s!-~])[，。；：、？！）”》]*|\s+")
_INDENT = 2
# So wide is the column of names at the most; a longer name has a line of its own.
_NAMES = 30


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, none wider than `width`; Chinese breaks anywhere but before a mark.

    >>> wrapped("每份文件一册 Excel 工作簿，以及报告。", 16)
    ['每份文件一册', 'Excel 工作簿，以', '及报告。']
    """
    lines = [""]
    for piece in _PIECE.findall(text):
        if cell_len(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def usage_of(command: Any, context: Any) -> str:
    """How a command is called."""
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    parts = [say("usage") + context.command_path, say("sign_options"), *map(_argument, arguments)]
    if hasattr(command, "commands"):
        parts.append(say("sign_command"))
    return " ".join(parts)


def help_of(command: Any, context: Any, width: int) -> str:
    """The whole help of a command: how it is called, what it does, its parameters, its commands."""
    lines = ["", usage_of(command, context), ""]
    for paragraph in filter(None, command.help.split("\n")):
        lines += [*wrapped(paragraph, width), ""]
    found = command.get_params(context)
    given = [each for each in found if each.param_type_name == "argument"]
    named = [each for each in found if each.param_type_name != "argument"]
    below = getattr(command, "commands", {})
    tables = {
        "arguments": [(_argument(each), each.help) for each in given],
        "options": [(_option(each), _meaning(each)) for each in named],
        "commands": [(name, each.help.partition("\n")[0]) for name, each in below.items()],
    }
    for title, rows in tables.items():
        if rows:
            lines += [say(title), *_table(rows, width), ""]
    return "\n".join(lines[:-1])


def _argument(parameter: Any) -> str:
    name = parameter.name.upper() + ("…" if parameter.nargs < 0 else "")
    return name if parameter.required else f"[{name}]"


def _option(parameter: Any) -> str:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    return names if parameter.is_flag else f"{names} {parameter.metavar or _value(parameter)}"


def choices(parameter: Any) -> list[str]:
    """The words that an option may have; none where it takes any."""
    kind = _type(parameter)
    return [str(each.value) for each in kind] if issubclass(kind, Enum) else []


def is_number(parameter: Any) -> bool:
    """Whether an option takes a number."""
    return issubclass(_type(parameter), (int, float))


def _value(parameter: Any) -> str:
    if words := choices(parameter):
        return "|".join(words)
    if is_number(parameter):
        return say("sign_number")
    return say("sign_path") if issubclass(_type(parameter), Path) else say("sign_text")


def _type(parameter: Any) -> type:
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", str)
    return kind if isinstance(kind, type) else str


def _meaning(parameter: Any) -> str:
    """What an option means, with the value that it has where it is not given."""
    value = getattr(parameter, "default", None)
    if parameter.is_flag or value is None:
        return str(parameter.help)
    told = value.value if isinstance(value, Enum) else value
    return str(parameter.help) + say("by_default", value=str(told))


def _table(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Names beside their meaning, each column at its width."""
    rows = list(rows)
    names = min(max(cell_len(name) for name, _ in rows), _NAMES)
    left = _INDENT + names + _INDENT
    for name, meaning in rows:
        head = " " * _INDENT + name
        texts = wrapped(meaning, width - left)
        if cell_len(name) > names:
            yield head
        else:
            yield head + " " * (left - cell_len(head)) + texts.pop(0)
        for text in texts:
            yield " " * left + text
