"""What a person sees of a build: progress over documents and a summary worth reading."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

import pandas as pd
from rich import progress as bars
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from juesuan.catalogue import tables, wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import UNKNOWN, VERDICTS
from juesuan.corpus.manifest import DUPLICATE, JOINED, Entry
from juesuan.corpus.outcome import Outcome
from juesuan.corpus.plan import Plan
from juesuan.corpus.read_together import Frames
from juesuan.show.findings import told
from juesuan.show.summary import Checks, Summary, summarise

if TYPE_CHECKING:
    from juesuan.identities.gx.validate import Validation

# So many documents are shown one by one; more are shown as a line each.
_IN_FULL = 3
_REASONS = 20
_LISTED = 10
_CLASSES = 8
_BAR = 30
_COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}


class _Rate(bars.ProgressColumn):
    """Documents a second."""

    def render(self, task: bars.Task) -> Text:
        return Text(
            "" if task.speed is None else f"{task.speed:.1f}/s", style="progress.data.speed"
        )


class Progress:
    """A bar over documents with rate and remaining time; silent where there is no terminal."""

    def __init__(self, console: Console, total: int) -> None:
        self._bar = bars.Progress(
            bars.TextColumn("reading"),
            bars.BarColumn(),
            bars.MofNCompleteColumn(),
            _Rate(),
            bars.TimeRemainingColumn(),
            console=console,
            speed_estimate_period=120.0,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("reading", total=total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def begin(self, plan: Plan) -> None:
        """It is known how many documents are to be read."""
        self._bar.update(self._task, total=len(plan.tasks))

    def advance(self, _: Entry) -> None:
        """One more document is done."""
        self._bar.advance(self._task)


def show_outcome(console: Console, outcome: Outcome) -> None:
    """The summary of a build."""
    shown = outcome.frames
    if outcome.read <= _IN_FULL:
        for frames in shown:
            _show_document(console, frames)
    else:
        console.print(_many(shown))
        if outcome.read > len(shown):
            console.print(f"… {len(shown)} of {outcome.read} documents")
    aside = outcome.set_aside
    for entry in aside[:_REASONS]:
        console.print(f"[yellow]set aside[/] {escape(entry.reason or '')}", highlight=False)
    if len(aside) > _REASONS:
        counts = ", ".join(f"{error} {count:,}" for error, count in outcome.reasons)
        console.print(
            f"… and {len(aside) - _REASONS} more ({escape(counts)}); see manifest.jsonl",
            highlight=False,
        )
    rows = ", ".join(f"{name} {count:,}" for name, count in outcome.rows.items())
    copies = sum(entry.state == DUPLICATE for entry in outcome.entries)
    parts = sum(entry.state == JOINED for entry in outcome.entries)
    if outcome.plan.new < len(outcome.entries):
        console.print(f"{outcome.plan.told}", highlight=False)
    console.print(
        f"{outcome.read} read, {len(aside)} set aside"
        f"{f', {copies} the same as another' if copies else ''}"
        f"{f', {parts} joined as parts of accounts' if parts else ''}; "
        f"written to {escape(str(outcome.out))}: {rows} rows",
        highlight=False,
    )


def show_validation(console: Console, found: Validation) -> None:
    """The summary of a run of the suites: a line a suite, and the identities that do not hold."""
    outcomes = found.outcomes
    view = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for name in ("suite", "identities", "hold", *VERDICTS):
        view.add_column(name.replace("_", " "), justify="left" if name == "suite" else "right")
    for suite, each in outcomes.groupby("suite"):
        counts = (len(each), each["success"].sum(), *(each[name].sum() for name in VERDICTS))
        view.add_row(escape(str(suite)), *(f"{count:,}" for count in counts))
    console.print(view)
    for row in outcomes[~outcomes["success"]].to_dict("records"):
        console.print(
            f"[red]does not hold[/] {escape(row['identity'])} ({escape(row['formula'])}): "
            f"{row['inconsistent']:,} of {row['checks'] - row['not_checked']:,} checks",
            highlight=False,
        )
    held = int(outcomes["success"].sum())
    console.print(f"{len(outcomes)} identities, {held} hold in every document", highlight=False)
    console.print(Text(f"Data Docs: {found.index}"), soft_wrap=True)


def _show_document(console: Console, frames: Frames) -> None:
    summary = summarise(frames)
    document, checks = summary.document, summary.checks.counts
    console.print(Text(str(document["title"]), style="bold"), highlight=False)
    console.print(_headline(frames["amounts"]), highlight=False)
    if (shares := _shares(frames["amounts"], "█" if console.encoding == "utf-8" else "#")).rows:
        console.print(shares)
        console.print()
    console.print(_tables(summary))
    numbers = frames["tables"][frames["tables"]["status"].ne(UNKNOWN)]
    console.print(
        f"{numbers['numbers'].sum()} numbers stand in the tables: {document['amounts']} amounts, "
        f"{numbers['codes'].sum()} codes, {numbers['line_numbers'].sum()} line numbers, "
        f"{numbers['other_numbers'].sum()} in headings and notes, "
        f"{_flag(document['unplaced'], 'unplaced')}"
    )
    console.print(
        f"{sum(checks.values())} checks: {checks['exact']} exact, "
        f"{checks['rounding']} within rounding, "
        f"{_flag(checks['inconsistent'], 'inconsistent')}, {checks['not_checked']} not checked"
    )
    console.print(f"prose: {summary.prose}", highlight=False)
    for row in summary.findings[:_LISTED]:
        colour = _COLOURS[row["severity"]]
        console.print(f"  [{colour}]●[/] {escape(told(row))}", highlight=False)
    if len(summary.findings) > _LISTED:
        console.print(f"  and {len(summary.findings) - _LISTED} more", highlight=False)
    console.print()


def _flag(count: int, word: str) -> str:
    return f"[bold red]{count} {word}[/]" if count else f"[green]0 {word}[/]"


def _headline(amounts: pd.DataFrame) -> str:
    """Income and expenditure of the year in 万元, as the summary tables print them."""
    parts = []
    sides, headings = wording().side_words, tables()["expenditure"].headings
    for word, table, key in (
        (sides["income"], "income", "total"),
        (sides["expenditure"], "expenditure", "total"),
        (headings["basic"][0], "expenditure", "basic"),
        (headings["project"][0], "expenditure", "project"),
    ):
        hit = amounts[
            (amounts["table"] == table)
            & (amounts["level"] == "total")
            & (amounts["measure"] == key)
        ]
        if len(hit):
            parts.append(f"{word} [bold]{hit['amount'].iloc[0]:,.2f}[/]")
    return f"{' · '.join(parts)} {lexicon().money}" if parts else "no totals found"


def _shares(amounts: pd.DataFrame, sign: str) -> Table:
    """What the money went to: expenditure by 类 in 万元, its share, a bar of it."""
    view = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_header=False)
    for justify in ("left", "right", "right", "left"):
        view.add_column(justify=justify)
    mine = amounts[(amounts["table"] == "expenditure") & (amounts["measure"] == "total")]
    classes = mine[mine["level"] == "class"].sort_values("amount_fen", ascending=False)
    whole = classes["amount_fen"].sum()
    for row in classes.head(_CLASSES).to_dict("records") if whole > 0 else ():
        share = row["amount_fen"] / whole
        bar = sign * max(round(share * _BAR), 1 if share > 0 else 0)
        view.add_row(escape(str(row["name"])), f"{row['amount']:,.2f}", f"{share:.1%}", bar)
    return view


def _tables(summary: Summary) -> Table:
    """Each official table: its state, its amounts and how they were placed, its checks."""
    view = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for name in ("table", "state", "amounts", "solved", "open", "checks hold"):
        view.add_column(name, justify="left" if name in ("table", "state") else "right")
    for table in summary.tables:
        counts = (table.amounts, table.placements["solved"], table.placements["ambiguous"])
        view.add_row(
            table.title,
            lexicon().status[table.status].short,
            *(str(count) if count else "" for count in counts),
            _held(table.checks),
        )
    return view


def _held(checks: Checks) -> str:
    return f"[red]{checks.words}[/]" if checks.wrong else checks.words


def _many(shown: list[Frames]) -> Table:
    """Each document: its tables, its amounts and those without a place, its checks."""
    view = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    view.add_column("document", overflow="fold")
    for name in ("tables", "amounts", "open", "unplaced", "checks hold"):
        view.add_column(name, justify="right", no_wrap=True)
    for frames in shown:
        row = frames["documents"].iloc[0]
        counts = (row[name] for name in ("tables_found", "amounts"))
        open_ = (row[name] or "" for name in ("ambiguous", "unplaced"))
        view.add_row(
            escape(str(row["title"])),
            *map(str, (*counts, *open_)),
            _held(Checks.of(row)),
        )
    return view
