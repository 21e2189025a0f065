"""What a person sees of a build: progress over documents and a summary worth reading."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pandas as pd
from rich import progress as bars
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from juesuan.catalogue import tables, wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.measures import named_frames
from juesuan.catalogue.sayings import listed, say
from juesuan.catalogue.terms import VERDICTS
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.corpus.manifest import DUPLICATE, JOINED, Entry
from juesuan.corpus.outcome import Outcome
from juesuan.corpus.plan import Plan
from juesuan.corpus.read_together import Frames
from juesuan.language import options
from juesuan.printable import printable
from juesuan.show.findings import told
from juesuan.show.rule_names import suite_name
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
            "" if task.speed is None else say("per_second", rate=task.speed),
            style="progress.data.speed",
        )


class Progress:
    """A bar over documents with rate and remaining time; silent where there is no terminal."""

    def __init__(self, console: Console, total: int, what: str) -> None:
        self._bar = bars.Progress(
            bars.TextColumn(say(what)),
            bars.BarColumn(),
            bars.MofNCompleteColumn(),
            _Rate(),
            bars.TimeRemainingColumn(),
            console=console,
            speed_estimate_period=120.0,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(what, total=total)

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
        self._bar.update(self._task, total=len(plan.tasks) + plan.joints)

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
            console.print(say("of_documents", shown=len(shown), all=outcome.read))
    aside = outcome.set_aside
    for entry in aside[:_REASONS]:
        said = f"[yellow]{say('set_aside')}[/] {escape(entry.reason or '')}"
        console.print(said, highlight=False)
    if len(aside) > _REASONS:
        counts = listed([f"{error} {count:,}" for error, count in outcome.reasons])
        told = say("more_set_aside", count=len(aside) - _REASONS, reasons=counts)
        console.print(escape(told), highlight=False)
    rows = listed([f"{_called(name)} {count:,}" for name, count in outcome.rows.items()])
    copies = sum(entry.state == DUPLICATE for entry in outcome.entries)
    parts = sum(entry.state == JOINED for entry in outcome.entries)
    if outcome.plan.new < len(outcome.entries):
        console.print(outcome.plan.told, highlight=False)
    done = say(
        "outcome",
        read=outcome.read,
        aside=len(aside),
        copies=say("copies", count=copies) if copies else "",
        parts=say("parts_joined", count=parts) if parts else "",
        out=printable(outcome.out),
        rows=rows,
    )
    console.print(escape(done), highlight=False)
    if outcome.read:
        graded = outcome.findings.items()
        told_ = listed([say(f"{severity}s_counted", count=count) for severity, count in graded])
        console.print(say("findings_counted", counts=told_), highlight=False)
    report = outcome.out / "report" / "index.html"
    console.print(Text(say("report_at", path=printable(report))), soft_wrap=True)


def _reached(outcomes: pd.DataFrame) -> pd.Series[bool]:
    """The identities of which a check ran: what nothing was printed for cannot have held."""
    return outcomes["checks"] > outcomes["not_checked"]


def _holding(outcomes: pd.DataFrame) -> pd.Series[bool]:
    """Those of which every check that ran holds."""
    return outcomes["success"] & _reached(outcomes)


def _called(name: str) -> str:
    """A frame's name, in Chinese its title, which is a name of it too."""
    return named_frames()[name].title_zh if options.language == "zh" else name


def show_validation(console: Console, found: Validation) -> None:
    """The summary of a run of the suites: a line a suite, and the identities that do not hold."""
    outcomes = found.outcomes
    view = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    view.add_column(say("suite"))
    for name in ("column_identities", "column_held"):
        view.add_column(say(name), justify="right")
    for name in VERDICTS:
        view.add_column(str(verdict_words().verdicts[name]), justify="right")
    for suite, each in outcomes.groupby("suite"):
        counts = (len(each), _holding(each).sum(), *(each[name].sum() for name in VERDICTS))
        view.add_row(escape(suite_name(str(suite))), *(f"{count:,}" for count in counts))
    console.print(view)
    for row in outcomes[~outcomes["success"]].to_dict("records"):
        console.print(
            f"[red]{say('not_holding')}[/] {escape(_broken(row))}",
            highlight=False,
        )
    held, run = int(_holding(outcomes).sum()), int(_reached(outcomes).sum())
    said = say("identities_held", all=len(outcomes), run=run, held=held, idle=len(outcomes) - run)
    console.print(said, highlight=False)
    console.print(Text(say("data_docs", index=printable(found.index))), soft_wrap=True)


def _broken(row: Mapping[Any, Any]) -> str:
    if not row["inconsistent"]:
        return say("identity_without_frame", identity=row["identity"], formula=row["formula"])
    return say(
        "identity_broken",
        identity=row["identity"],
        formula=row["formula"],
        wrong=row["inconsistent"],
        checks=row["checks"] - row["not_checked"],
    )


def width_of(console: Console) -> int | None:
    """How wide lines may be: as wide as the terminal, or as COLUMNS says; None for any width."""
    return console.width if console.is_terminal or "COLUMNS" in os.environ else None


def _show_document(console: Console, frames: Frames) -> None:
    summary = summarise(frames)
    document, checks = summary.document, summary.checks.counts
    console.print(Text(str(document["title"]), style="bold"), highlight=False)
    console.print(_headline(frames["amounts"]), highlight=False)
    if (shares := _shares(frames["amounts"], "█" if console.encoding == "utf-8" else "#")).rows:
        console.print(shares)
        console.print()
    console.print(_tables(summary))
    count = int(frames["numbers"]["count"].sum())
    console.print(say("numbers_counted", count=count, said=summary.numbers))
    console.print(
        say(
            "checks_ended",
            checks=sum(checks.values()),
            exact=checks["exact"],
            rounding=checks["rounding"],
            wrong=_flag("wrong", checks["inconsistent"]),
            open=checks["not_checked"],
        )
    )
    console.print(say("prose", said=summary.prose), highlight=False)
    if summary.findings:
        console.print(_listed(summary.findings[:_LISTED]), highlight=False)
    if len(summary.findings) > _LISTED:
        more = say("and_more", count=len(summary.findings) - _LISTED)
        console.print(f"  {more}", highlight=False)
    console.print()


def _listed(findings: Sequence[Mapping[Any, Any]]) -> Table:
    """A finding beside its mark, so that a long name without spaces does not leave it alone."""
    view = Table.grid(padding=(0, 1, 0, 0))
    view.add_column()
    view.add_column(overflow="fold")
    for row in findings:
        view.add_row(f"  [{_COLOURS[row['severity']]}]●[/]", escape(told(row)))
    return view


def _flag(name: str, count: int) -> str:
    return f"[{'bold red' if count else 'green'}]{say(name, count=count)}[/]"


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
    return f"{' · '.join(parts)} {lexicon().money}" if parts else say("no_totals")


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
    for name in ("column_table", "state"):
        view.add_column(say(name))
    for name in ("column_amounts", "column_solved", "column_open", "column_hold"):
        view.add_column(say(name), justify="right")
    for table in summary.tables:
        counts = (table.amounts, table.placements["solved"], table.placements["ambiguous"])
        view.add_row(
            table.title,
            lexicon().status[table.status].in_short,
            *(str(count) if count else "" for count in counts),
            _held(table.checks),
        )
    return view


def _held(checks: Checks) -> str:
    return f"[red]{checks.words}[/]" if checks.wrong else checks.words


def _many(shown: list[Frames]) -> Table:
    """Each document: its tables, its amounts and those without a place, its checks."""
    view = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    view.add_column(say("column_document"), overflow="fold")
    for name in ("tables", "amounts", "open", "unplaced", "hold"):
        view.add_column(say(f"column_{name}"), justify="right", no_wrap=True)
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
