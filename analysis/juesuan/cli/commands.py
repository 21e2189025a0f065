"""The command line: `juesuan build`, `check`, `compare`, `show`, `validate`, `export`, `lab`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from juesuan._version import __version__
from juesuan.catalogue.sayings import listed, say
from juesuan.cli.bilingual import SpokenCommand, SpokenGroup
from juesuan.cli.ending import document_at, ending, stop
from juesuan.printable import printable

if TYPE_CHECKING:
    from juesuan.corpus.place import Place
    from juesuan.corpus.schedulers import Scheduler
    from juesuan.identities.corrections import Correction

READ, SET_ASIDE, INTERRUPTED = 0, 1, 130
FINDINGS = 1
# So few documents are checked faster than processes start.
_FEW = 4


class Severity(StrEnum):
    """How grave a finding has to be to be printed."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Level(StrEnum):
    """By which codes a budget and its account are set beside each other."""

    CLASS = "class"
    SECTION = "section"
    ITEM = "item"


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


app = typer.Typer(name="juesuan", no_args_is_help=True, cls=SpokenGroup)


def _version(asked: bool) -> None:  # noqa: FBT001 - typer's callback
    if asked:
        typer.echo(f"juesuan {__version__}")
        raise typer.Exit(READ)


def _recognition(asked: str | None) -> None:
    """Tell this process, and those that it starts, which pages are recognised."""
    if asked is not None:
        from juesuan.readers.ocr import VARIABLE, checked_mode

        with ending():
            os.environ[VARIABLE] = checked_mode(asked)


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True),
    ] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="zh|en")] = None,
    ocr: Annotated[
        str | None,
        typer.Option("--ocr", metavar="auto|never|force", callback=_recognition),
    ] = None,
) -> None:
    """Options of every command; `--lang` is taken before the commands are made."""


@app.command(cls=SpokenCommand)
def build(  # noqa: PLR0913, PLR0917 - the options of the command
    paths: Annotated[list[str] | None, typer.Argument()] = None,
    out: Annotated[Path, typer.Option("--out", "-o")] = Path("data/clean"),
    workbooks: Annotated[bool, typer.Option()] = True,
    jobs: Annotated[int | None, typer.Option(min=1)] = None,
    scheduler: Annotated[str | None, typer.Option()] = None,
    corrections: Annotated[Path | None, typer.Option()] = None,
    prune: Annotated[bool, typer.Option("--prune")] = False,
    verify: Annotated[bool, typer.Option("--verify")] = False,
    timeout: Annotated[float, typer.Option(min=1)] = 120,
    memory: Annotated[int, typer.Option(min=64)] = 2048,
) -> None:
    """Write frames as Parquet datasets, a workbook for each document, and the report."""
    from juesuan.cli.console import Progress, show_outcome
    from juesuan.corpus.build import build as run

    console, errors = Console(), Console(stderr=True)
    sources = _sources(paths or ["data/raw"], out)
    known = _corrections(corrections)
    try:
        with (
            ending("nothing_written"),
            _scheduler(scheduler, jobs, memory) as chosen,
            Progress(errors, len(sources), "reading") as progress,
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
    except KeyboardInterrupt:
        stop(say("stopped"), INTERRUPTED)
    show_outcome(console, outcome)
    raise typer.Exit(SET_ASIDE if outcome.set_aside else READ)


def _sources(given: Sequence[str], out: Path) -> list[Place]:
    """The documents of a build; the command ends where there is none, or `out` is among them."""
    from juesuan.corpus.overlap import kept_apart
    from juesuan.corpus.sources import find_sources

    with ending("name_a_file"):
        sources = find_sources(given)
    if not sources:
        stop(say("no_documents", paths=listed([printable(path) for path in given])))
    with ending():
        kept_apart(given, sources, out)
    return sources


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

    with ending():
        return read_corrections(path) if path else ()


@app.command(cls=SpokenCommand)
def check(
    paths: Annotated[list[str], typer.Argument()],
    output: Annotated[Format, typer.Option("--format")] = Format.TEXT,
    corrections: Annotated[Path | None, typer.Option()] = None,
    severity: Annotated[Severity, typer.Option()] = Severity.WARNING,
) -> None:
    """Read documents, check every identity and print the findings, the weightiest first."""
    from juesuan.cli.check import as_json, check_sources, sources_of, told
    from juesuan.cli.console import Progress
    from juesuan.show.findings import one_line

    known = _corrections(corrections)
    sources, done = sources_of(paths)
    jobs = 1 if len(sources) <= _FEW else os.cpu_count() or 1
    with Progress(Console(stderr=True), len(sources), "checking") as progress:
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
            typer.echo(say("could_not_be_read", reason=one_line(checked.entry.reason)), err=True)
    typer.echo(as_json(done) if output is Format.JSON else told(done), err=output is Format.TEXT)
    raise typer.Exit(max(checked.code for checked in done))


@app.command(cls=SpokenCommand)
def compare(
    budget: Annotated[Path, typer.Argument()],
    account: Annotated[Path, typer.Argument()],
    level: Annotated[Level, typer.Option()] = Level.ITEM,
    out: Annotated[Path | None, typer.Option("--out", "-o")] = None,
) -> None:
    """Set a budget beside the final account of its year, code by code."""
    from juesuan.cli.compare import lines_of, misquoted
    from juesuan.document import read
    from juesuan.exports.csv_file import to_csv
    from juesuan.measures.comparison import compare as run

    if out is not None and out.suffix.lower() != ".csv":
        stop(say("no_csv_file", path=printable(out)))
    sources = [document_at(path) for path in (budget, account)]
    with ending():
        rows = run(*(read(source) for source in sources))
        if out is not None:
            to_csv(rows, out)
    for line in lines_of(rows, level.value):
        typer.echo(line)
    found = list(misquoted(rows))
    for line in found:
        typer.echo(line)
    if out is not None:
        typer.echo(say("written_to", path=printable(out)))
    raise typer.Exit(FINDINGS if found else READ)


@app.command(cls=SpokenCommand)
def show(
    path: Annotated[Path, typer.Argument()],
    table: Annotated[str | None, typer.Option()] = None,
) -> None:
    """Read one document and print what is in it."""
    from juesuan.cli.console import width_of
    from juesuan.document import read
    from juesuan.frames.named import table_or_frame

    source = document_at(path)
    with ending():
        name = table_or_frame(table)[0] if table else ""
        document = read(source)
    typer.echo(document.show(name).text(width_of(Console())) if name else repr(document))


@app.command(cls=SpokenCommand)
def validate(folder: Annotated[Path, typer.Argument()]) -> None:
    """Run the suites by Great Expectations over a built corpus."""
    from juesuan.cli.console import show_validation
    from juesuan.corpus.parts import refuse_unfinished
    from juesuan.identities.gx.validate import validate as run

    with ending():
        refuse_unfinished(folder)
        with Console(stderr=True).status(say("suites_run")):
            found = run(folder)
    show_validation(Console(), found)
    raise typer.Exit(READ if found.success else FINDINGS)


@app.command(
    cls=SpokenCommand,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def lab(
    context: typer.Context,
    folder: Annotated[Path, typer.Option()] = Path("notebooks"),
    new: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Copy the notebooks to where you stand and open them in JupyterLab."""
    from juesuan.lab import copy_notebooks, new_notebook, refuse_without_lab, start

    if new is not None:
        with ending("no_new_notebook"):
            new_notebook(new)
        typer.echo(say("notebook_new", path=printable(new)))
        return
    with ending("nothing_copied"):
        refuse_without_lab()
        copied = copy_notebooks(folder)
    for path, state in copied.items():
        typer.echo(say(f"notebook_{state}", path=printable(path)))
    if "kept" in copied.values():
        typer.echo(say("yours_differ"))
    raise typer.Exit(start(folder, context.args))


@app.command(cls=SpokenCommand)
def export(
    path: Annotated[Path, typer.Argument()],
    out: Annotated[Path, typer.Option("--out", "-o")],
) -> None:
    """Write a workbook: of a document with its official tables and live checks, or of a corpus."""
    from juesuan.corpus.parts import refuse_unfinished
    from juesuan.document import read
    from juesuan.workbook.corpus_book import export_corpus

    if out.suffix.lower() != ".xlsx":
        stop(say("no_xlsx", path=printable(out)))
    with ending():
        if path.is_dir():
            refuse_unfinished(path)
            export_corpus(path, out)
        else:
            read(document_at(path)).to_excel(out)
    typer.echo(say("written_to", path=printable(out)))


@app.command(cls=SpokenCommand)
def notice(
    path: Annotated[Path, typer.Argument()],
    out: Annotated[Path, typer.Option("--out", "-o")],
) -> None:
    """Write the findings of a document as a Word file, to hand on to who reports."""
    from juesuan.document import read

    if out.suffix.lower() != ".docx":
        stop(say("no_docx", path=printable(out)))
    source = document_at(path)
    with ending():
        read(source).notice(out)
    typer.echo(say("written_to", path=printable(out)))
