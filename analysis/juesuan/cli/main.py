"""The entry of the command line: its language, and a console that cannot print everything."""

from __future__ import annotations

import sys

import typer

from juesuan.cli.bilingual import USAGE, take_language
from juesuan.cli.commands import app
from juesuan.cli.ending import encoding_fault
from juesuan.language import options


def main() -> None:
    """Run the command line; a console that cannot print Chinese prints ? instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        arguments = take_language(sys.argv[1:])
        _ = options.language
    except ValueError as error:
        _end(str(error))
    try:
        app(args=arguments)
    except UnicodeEncodeError as error:
        _end(encoding_fault(error))


def _end(said: str) -> None:
    typer.echo(said, err=True)
    sys.exit(USAGE)
