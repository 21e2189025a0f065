"""The entry of the command line: its language, and a console that cannot print everything."""

from __future__ import annotations

import codecs
import gc
import sys

import typer

from juesuan.cli.bilingual import USAGE, take_language
from juesuan.cli.commands import app
from juesuan.cli.ending import encoding_fault
from juesuan.language import options

# So many objects more are made before garbage is looked for, where Python's own 700 are.
_RARELY = 200_000
# What stands for signs that a console's encoding may lack, such as GBK; ? for all others.
_PLAIN = {"\u2212": "-", "\u2013": "-", "\u2713": "+", "\u2717": "x", "\u2014": "-", "\u00a0": " "}


def main() -> None:
    """Run the command line; a console that cannot print a sign prints another, and never fails."""
    # What a command makes lives until it ends: looking for garbage is a tenth of a check's time.
    gc.set_threshold(_RARELY)
    codecs.register_error("juesuan", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="juesuan")
    try:
        arguments = take_language(sys.argv[1:])
        _ = options.language
    except ValueError as error:
        _end(str(error))
    try:
        app(args=arguments)
    except UnicodeEncodeError as error:
        _end(encoding_fault(error))


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """What is printed for signs that the console's encoding does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_PLAIN.get(sign, "?") for sign in lost), error.end


def _end(said: str) -> None:
    typer.echo(said, err=True)
    sys.exit(USAGE)
