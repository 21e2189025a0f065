"""The first sheet, 说明: which document this is, what was read, what holds, where things are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from juesuan._version import __version__
from juesuan.catalogue.disclosure import ABSENT_ITEM
from juesuan.catalogue.form_title import form_title
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import PRINTED, UNKNOWN
from juesuan.catalogue.verdict_words import severity_word, verdict_words
from juesuan.language import options
from juesuan.workbook import styles
from juesuan.workbook.cell_text import Cleaner, put_text
from juesuan.workbook.formulas import Formula
from juesuan.workbook.frame_sheet import first_seen
from juesuan.workbook.pen import Pen
from juesuan.workbook.vocabulary import sheet_names, verdict_names, words

_WIDTHS = (40, 46, 12, 10, 16, 12, 12, 10, 10, 10, 12)
_FINDINGS = 20


class About:
    """Writes the sheet from top to bottom."""

    def __init__(self, sheet: Worksheet, cleaner: Cleaner, pen: Pen) -> None:
        self._sheet = sheet
        self._cleaner = cleaner
        self._pen = pen
        self._row = 1

    def write(
        self,
        frames: Mapping[str, pd.DataFrame],
        checked: Mapping[str, Formula],
        shown: Iterable[str],
        places: Mapping[int, str],
    ) -> None:
        """All sections.

        `checked` counts the live verdicts that do not hold on a table's sheet, `places` tells
        where what a finding is about stands.
        """
        document = frames["documents"].iloc[0]
        self._title(document["title"])
        self._findings(frames["findings"], places)
        self._verdicts(document, frames["verdicts"])
        self._tables(frames, checked)
        self._disclosed(document, frames["disclosure"])
        self._facts(document)
        self._frames(frames, set(shown))
        self._legend()
        for number, width in enumerate(_WIDTHS):
            self._sheet.column_dimensions["ABCDEFGHIJK"[number]].width = width
        self._sheet.sheet_view.showGridLines = False
        styles.print_setup(self._sheet, wide=True, repeated="1:1")

    def stripped(self) -> None:
        """What the cleaner took out of the sheets; called when they are all written."""
        if lost := +self._cleaner.lost:
            self._section(words().about.stripped)
            for name, count in sorted(lost.items()):
                self._line([name, count])

    def _put(self, column: int, value: Formula | str | int | None) -> None:
        if not isinstance(value, Formula) and (value is None or pd.isna(value)):
            return
        cell = self._sheet.cell(self._row, column)
        cell.font = styles.font()
        cell.alignment = styles.align("left" if column < 3 else "center")
        if isinstance(value, Formula):
            self._pen.formula(cell, value)
        elif isinstance(value, str):
            put_text(cell, self._cleaner.clean(value, self._sheet.title))
        else:
            cell.value = value

    def _line(self, values: Sequence[Any], *, heading: bool = False) -> None:
        for column, value in enumerate(values, 1):
            self._put(column, value)
            if heading:
                styles.head(self._sheet.cell(self._row, column))
        self._row += 1

    def _section(self, text: str) -> None:
        self._row += 1
        self._put(1, text)
        self._sheet.cell(self._row, 1).font = styles.font("title", bold=True, size=12)
        self._row += 1

    def _title(self, title: str) -> None:
        self._put(1, title)
        self._sheet.cell(1, 1).font = styles.font("title", bold=True, size=16)
        self._sheet.merge_cells("A1:K1")
        self._sheet.row_dimensions[1].height = 32
        self._row = 2

    def _facts(self, document: pd.Series[Any]) -> None:
        about = words().about
        self._section(about.facts_title)
        for name, label in about.facts.items():
            if not pd.isna(value := document[name]):
                self._line([label, str(value)])
        self._line([about.made, f"juesuan {__version__}"])

    def _verdicts(self, document: pd.Series[Any], verdicts: pd.DataFrame) -> None:
        self._section(words().about.verdicts)
        told = verdict_words().reasons
        open_ = verdicts.loc[verdicts["verdict"].eq("not_checked"), "reason"].value_counts()
        reasons = [f"{told[str(name)]} {count}" for name, count in open_.items() if count]
        for name, word in verdict_names().items():
            hint = words().verdict_hint.get(name) or "；".join(reasons)
            self._line([word, hint, int(document[name])])
            self._sheet.cell(self._row - 1, 1).fill = styles.fill(name)
            self._wrapped(self._row - 1, hint, _WIDTHS[1])

    def _disclosed(self, document: pd.Series[Any], disclosure: pd.DataFrame) -> None:
        about = words().about
        self._section(about.disclosed_title)
        values = {name: int(document[name]) for name in ("disclosed", "checked", "required")}
        self._line([about.disclosed.format(**values)])
        for entry in disclosure[disclosure["status"].eq(ABSENT_ITEM)].to_dict("records"):
            self._line([entry[f"title{_zh()}"], about.absent])

    def _wrapped(self, row: int, text: str, width: int) -> None:
        """Let the text of the second column wrap; merged cells do not grow by themselves."""
        self._sheet.cell(row, 2).alignment = styles.align("left", wrap=True)
        self._sheet.row_dimensions[row].height = 15 * -(-styles.text_width(text) // width) + 2

    def _link(self, row: int, sheet: str, place: str | None = None) -> None:
        cell = self._sheet.cell(row, 1)
        place = place or f"{quote_sheetname(sheet)}!A1"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=str(cell.value))
        cell.font = styles.font("link")

    def _tables(self, frames: Mapping[str, pd.DataFrame], checked: Mapping[str, Formula]) -> None:
        about = words().about
        self._section(about.tables_title)
        self._line([*about.tables, about.live], heading=True)
        kind = frames["documents"]["kind"].iloc[0]
        placement = frames["amounts"].groupby(["table", "placement"], observed=True).size()
        for entry in frames["tables"].to_dict("records"):
            key, status = entry["table"], entry["status"]
            counts = [int(placement.get((key, kind), 0)) for kind in ("solved", "ambiguous")]
            used = status in PRINTED
            self._line(
                [
                    entry["title"] if status == UNKNOWN else form_title(key, kind),
                    lexicon().status[status].said,
                    entry["unit"],
                    _span(entry, "{span}", ("first_page", "last_page")),
                    _span(entry, about.lines, ("first_row", "last_row")),
                    *(
                        (entry["numbers"], entry["amounts"], *counts, entry["unplaced"])
                        if used
                        else ()
                    ),
                    *((checked[key],) if used and key in checked else ()),
                ]
            )
            if used:
                self._link(self._row - 1, form_title(key, kind))
        area = f"K{self._row - len(frames['tables'])}:K{self._row - 1}"
        self._sheet.conditional_formatting.add(
            area, styles.row_rule(f"N({area.split(':', maxsplit=1)[0]})>0", "inconsistent")
        )
        self._put(1, about.live_hint)
        self._sheet.cell(self._row, 1).font = styles.font("faint", size=9)
        self._sheet.cell(self._row, 1).alignment = styles.align("left")
        self._row += 1

    def _frames(self, frames: Mapping[str, pd.DataFrame], shown: set[str]) -> None:
        about = words().about
        self._section(about.frames_title)
        self._line(about.frames, heading=True)
        for name, sheet in sheet_names().items():
            self._line([sheet, name, len(frames[name])])
            if name in shown:
                self._link(self._row - 1, sheet, _top_of(sheet, name, frames[name]))

    def _legend(self) -> None:
        self._section(words().about.legend_title)
        for name, word in words().placement.items():
            self._line([word, words().placement_hint[name]])
            if name != "printed":
                self._sheet.cell(self._row - 1, 1).font = styles.font(name)
        self._sheet.cell(self._row - 1, 1).fill = styles.fill("ambiguous_fill")

    def _findings(self, findings: pd.DataFrame, places: Mapping[int, str]) -> None:
        self._section(words().about.findings)
        if findings.empty:
            self._line([words().about.nothing])
        for entry in findings.head(_FINDINGS).to_dict("records"):
            severity = severity_word(entry["severity"], options.language)
            where, said = [severity, entry[f"place{_zh()}"]], entry[f"message{_zh()}"]
            told = " ".join(part for part in where if not pd.isna(part))
            self._line([told, said])
            row = self._row - 1
            self._link(row, "", places[entry["rank"]])
            self._sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=11)
            self._wrapped(row, said, sum(_WIDTHS[1:]))
        if len(findings) > _FINDINGS:
            self._line([sheet_names()["findings"], f"+ {len(findings) - _FINDINGS}"])
            sheet = sheet_names()["findings"]
            self._link(self._row - 1, sheet, _top_of(sheet, "findings", findings))


def _top_of(sheet: str, name: str, frame: pd.DataFrame) -> str:
    """The first cell that is seen of a frame's sheet, as in a formula."""
    return f"{quote_sheetname(sheet)}!{first_seen(name, frame)}1"


def _zh() -> str:
    """The ending of a frame's columns in the language of the options."""
    return "_zh" * (options.language == "zh")


def _span(entry: Mapping[Any, Any], form: str, names: tuple[str, str]) -> str | None:
    first, last = (entry[name] for name in names)
    if pd.isna(first):
        return None
    return form.format(span=first if first == last else f"{first}–{last}")
