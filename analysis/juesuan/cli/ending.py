"""How a command ends: what went wrong is a sentence and an exit code, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

from juesuan.catalogue.sayings import say
from juesuan.cli.bilingual import USAGE
from juesuan.errors import JuesuanError
from juesuan.printable import printable

# What the system says in English, or in its own language.
_WHY = {
    FileExistsError: "file_is_there",
    FileNotFoundError: "file_is_nowhere",
    PermissionError: "file_forbidden",
    IsADirectoryError: "file_is_folder",
    NotADirectoryError: "file_is_no_folder",
}


def stop(said: str, code: int = USAGE) -> NoReturn:
    """Tell why the command ends, and end it."""
    Console(stderr=True).print(Text(said, style="red"), highlight=False, soft_wrap=True)
    raise typer.Exit(code)


@contextmanager
def ending(entry: str = "") -> Iterator[None]:
    """Around what may fail for reasons outside the program; `entry` is a text with `said`."""
    try:
        yield
    except (JuesuanError, OSError) as error:
        said = str(error) if isinstance(error, JuesuanError) else _of_system(error)
        stop(say(entry, said=said) if entry else said)
    except UnicodeEncodeError as error:
        stop(encoding_fault(error))


def encoding_fault(error: UnicodeEncodeError) -> str:
    """What to say where the system's encoding has no signs for a name of a file."""
    encoding = sys.getfilesystemencoding()
    return say("encoding_too_small", encoding=encoding, name=ascii(str(error.object)))


def document_at(path: Path) -> Path:
    """The path of a document; the command ends where it is a folder or nothing is there."""
    if path.is_dir():
        stop(say("is_folder", path=printable(path)))
    if not path.exists():
        stop(say("no_such_file", path=printable(path)))
    return path


def _of_system(error: OSError) -> str:
    known = [entry for kind, entry in _WHY.items() if isinstance(error, kind)]
    why = say(known[0]) if known else error.strerror or str(error)
    return f"{printable(error.filename)}{say('colon')}{why}" if error.filename else why
