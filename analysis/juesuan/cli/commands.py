"""The command line: `juesuan build`, `check`, `show`, `validate`, `export`, `lab`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from juesuan._version import __version__
from juesuan.catalogue import tables
from juesuan.catalogue.lexicon import lexicon
from juesuan.errors import CorrectionError, JuesuanError

if TYPE_CHECKING:
    from juesuan.corpus.schedulers import Scheduler
    from juesuan.identities.corrections import Correction

READ, SET_ASIDE, USAGE, INTERRUPTED = 0, 1, 2, 130
FINDINGS = 1
# So few documents are checked faster than processes start.
_FEW = 4


class Severity(StrEnum):
    """How grave a finding has to be to be printed."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


_EXAMPLE = tables()["expenditure"].title

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help=lexicon().about,
)


def main() -> None:
    """Run the command line; a console that cannot print Chinese prints ? instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()


def _version(asked: bool) -> None:  # noqa: FBT001 - typer's callback
    if asked:
        typer.echo(f"juesuan {__version__}")
        raise typer.Exit(READ)


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Options of every command."""


@app.command()
def build(  # noqa: PLR0913, PLR0917 - the options of the command
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, globs in quotes, zip archives, URLs of object stores; "
            "data/raw by default."
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="The folder to write.")] = Path("data/clean"),
    workbooks: Annotated[
        bool, typer.Option(help="Write an Excel workbook for each document; the slowest part.")
    ] = True,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes; one for each processor by default.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="The address of a Dask scheduler that does the work.")
    ] = None,
    corrections: Annotated[
        Path | None, typer.Option(help="A file of known errors: corrected beside printed amounts.")
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop documents that are not among the sources.")
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Read every source, also those of known size and time."),
    ] = False,
    timeout: Annotated[
        float, typer.Option(min=1, help="Seconds for a document; then it is set aside.")
    ] = 120,
    memory: Annotated[
        int, typer.Option(min=64, help="MB for a process beside what it starts with (Linux).")
    ] = 2048,
) -> None:
    """Read what is new or changed; write frames as Parquet datasets, a workbook for each document.

    A build that was interrupted goes on where it ended. Ends with 0 when every source was read, 1
    when some were set aside, 2 for wrong usage and where the folder cannot be written.
    """
    from juesuan.cli.console import Progress, show_outcome
    from juesuan.corpus.build import build as run
    from juesuan.corpus.overlap import kept_apart
    from juesuan.corpus.sources import find_sources

    console, errors = Console(), Console(stderr=True)
    given = paths or ["data/raw"]
    try:
        sources = find_sources(given)
        kept_apart(given, sources, out)
    except (OSError, JuesuanError) as error:
        told = isinstance(error, JuesuanError) and error.hint
        advice = "" if told else "; name a file or a folder, or stand where data/raw is."
        errors.print(f"[red]{escape(str(error))}[/]{advice}", highlight=False)
        raise typer.Exit(USAGE) from None
    if not sources:
        errors.print(f"[red]No documents in {escape(', '.join(given))}.[/]")
        raise typer.Exit(USAGE)
    known = _corrections(corrections)
    try:
        with (
            _scheduler(scheduler, jobs, memory) as chosen,
            Progress(errors, len(sources)) as progress,
        ):
            outcome = run(
                sources,
                out,
                scheduler=chosen,
                corrections=known,
                workbooks=workbooks,
                prune=prune,
                verify=verify,
                timeout=timeout,
                planned=progress.begin,
                progress=progress.advance,
            )
    except (OSError, JuesuanError) as error:
        errors.print(f"[red]Nothing was written[/]: {escape(str(error))}", highlight=False)
        raise typer.Exit(USAGE) from None
    except KeyboardInterrupt:
        errors.print("Stopped. What is finished is kept: build again to go on.", highlight=False)
        raise typer.Exit(INTERRUPTED) from None
    show_outcome(console, outcome)
    raise typer.Exit(SET_ASIDE if outcome.set_aside else READ)


@contextmanager
def _scheduler(address: str | None, jobs: int | None, memory: int) -> Iterator[Scheduler]:
    """Where a build's documents are read: a cluster, or processes beside this one."""
    if address:
        from juesuan.corpus.schedulers.cluster import Cluster, connect

        with connect(address) as client:
            yield Cluster(client)
    else:
        from juesuan.corpus.schedulers.pool import Pool

        with Pool(jobs or os.cpu_count() or 1, memory * 2**20) as pool:
            yield pool


def _corrections(path: Path | None) -> Sequence[Correction]:
    """The corrections of a file; the command ends where it cannot be understood."""
    from juesuan.identities.corrections import read_corrections

    try:
        return read_corrections(path) if path else ()
    except (CorrectionError, OSError) as error:
        Console(stderr=True).print(f"[red]{escape(str(error))}[/]", highlight=False)
        raise typer.Exit(USAGE) from None


@app.command()
def check(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, globs in quotes, zip archives, URLs of object stores."
        ),
    ],
    output: Annotated[
        Format, typer.Option("--format", help="A line a finding, or JSON.")
    ] = Format.TEXT,
    corrections: Annotated[
        Path | None, typer.Option(help="A file of known errors, taken as corrected.")
    ] = None,
    severity: Annotated[
        Severity, typer.Option(help="Print findings that are at least so grave.")
    ] = Severity.WARNING,
) -> None:
    """Read documents, check every identity and print the findings, the weightiest first.

    Nothing is written. Ends with 0 when nothing of it is inconsistent, 1 when something is, 2 when
    something could not be read (the others are checked all the same).
    """
    from juesuan.cli.check import as_json, check_sources, sources_of, told
    from juesuan.cli.console import Progress
    from juesuan.show.findings import one_line

    known = _corrections(corrections)
    sources, done = sources_of(paths)
    jobs = 1 if len(sources) <= _FEW else os.cpu_count() or 1
    with Progress(Console(stderr=True), len(sources)) as progress:
        for checked in check_sources(
            sources,
            jobs=jobs,
            corrections=known,
            severity=severity.value,
            progress=progress.advance,
        ):
            done.append(checked)
            for finding in checked.findings if output is Format.TEXT else ():
                typer.echo(finding.line)
    for checked in done:
        if checked.entry.reason:
            typer.echo(f"could not be read: {one_line(checked.entry.reason)}", err=True)
    typer.echo(as_json(done) if output is Format.JSON else told(done), err=output is Format.TEXT)
    raise typer.Exit(max(checked.code for checked in done))


@app.command()
def show(
    path: Annotated[Path, typer.Argument(help="A document.")],
    table: Annotated[
        str | None,
        typer.Option(help=f"Print this table (expenditure, {_EXAMPLE}) or frame (problems)."),
    ] = None,
) -> None:
    """Read one document and print what is in it; nothing is written.

    Ends with 0, or 2 when the document could not be read.
    """
    from juesuan.document import read
    from juesuan.frames.named import table_or_frame

    errors = Console(stderr=True)
    try:
        name, is_table = table_or_frame(table) if table else ("", False)
        document = read(path)
    except (JuesuanError, OSError) as error:
        errors.print(f"[red]{type(error).__name__}[/]: {escape(str(error))}", highlight=False)
        raise typer.Exit(USAGE) from None
    if table:
        shown = document.table(name) if is_table else document.frame(name)
        typer.echo(shown.drop(columns="document_id").to_string())
    else:
        typer.echo(repr(document))


@app.command()
def validate(
    folder: Annotated[Path, typer.Argument(help="A folder that juesuan build wrote.")],
) -> None:
    """Run the suites by Great Expectations over a built corpus; Data Docs go beside it.

    Ends with 0 when nothing is inconsistent, 1 when something is, 2 when it could not run.
    """
    from juesuan.cli.console import show_validation
    from juesuan.corpus.parts import refuse_unfinished
    from juesuan.identities.gx.validate import validate as run

    console, errors = Console(), Console(stderr=True)
    try:
        refuse_unfinished(folder)
        with errors.status("Great Expectations runs the suites …"):
            found = run(folder)
    except (JuesuanError, OSError) as error:
        errors.print(f"[red]{type(error).__name__}[/]: {escape(str(error))}", highlight=False)
        raise typer.Exit(USAGE) from None
    show_validation(console, found)
    raise typer.Exit(READ if found.success else FINDINGS)


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def lab(
    context: typer.Context,
    folder: Annotated[Path, typer.Option(help="Where the notebooks are copied to.")] = Path(
        "notebooks"
    ),
) -> None:
    """Copy the notebooks to where you stand and open them in JupyterLab.

    A notebook that is there already is never overwritten. Further options go to JupyterLab, as in
    juesuan lab --no-browser --port 8889. Ends with JupyterLab's exit code, 2 where the folder
    cannot be written.
    """
    from juesuan.lab import copy_notebooks, start

    try:
        copied = copy_notebooks(folder)
    except OSError as error:
        Console(stderr=True).print(f"[red]Nothing was copied[/]: {escape(str(error))}")
        raise typer.Exit(USAGE) from None
    for path, state in copied.items():
        typer.echo(f"{state:7}{path}")
    if "kept" in copied.values():
        typer.echo("kept: yours differs from the one that ships; delete it to get that one")
    raise typer.Exit(start(folder, context.args))


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="A document, or a folder that juesuan build wrote.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The .xlsx file to write.")],
) -> None:
    """Write a workbook: of a document with its official tables and live checks, or of a corpus.

    Ends with 0, or 2 when the source could not be read or the file not written.
    """
    from juesuan.corpus.parts import refuse_unfinished
    from juesuan.document import read
    from juesuan.workbook.corpus_book import export_corpus

    errors = Console(stderr=True)
    if out.suffix.lower() != ".xlsx":
        errors.print(f"[red]{escape(str(out))} is no .xlsx file.[/]")
        raise typer.Exit(USAGE)
    try:
        if path.is_dir():
            refuse_unfinished(path)
            export_corpus(path, out)
        else:
            read(path).to_excel(out)
    except (JuesuanError, OSError) as error:
        errors.print(f"[red]{type(error).__name__}[/]: {escape(str(error))}", highlight=False)
        raise typer.Exit(USAGE) from None
    typer.echo(f"written to {out}")
