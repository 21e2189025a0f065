"""The page of a document: its findings on their pages, its tables, its identities."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

import pandas as pd

from juesuan._version import __version__
from juesuan.catalogue import tables
from juesuan.catalogue.disclosure import ABSENT_ITEM
from juesuan.catalogue.kind_names import kind_names
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.sayings import listed, say
from juesuan.catalogue.terms import PRINTED, SEVERITIES, VERDICTS
from juesuan.catalogue.verdict_words import severity_word, verdict_words
from juesuan.identities.causes import known_identities
from juesuan.language import options
from juesuan.show.addresses import NOWHERE, Links
from juesuan.show.findings import Finding, findings
from juesuan.show.official import officials
from juesuan.show.page_crop import crop
from juesuan.show.printed_words import of_finding
from juesuan.show.sheet import Sheet

# So many findings have a picture; and pixels for a point of the page.
_PICTURES = 40
_SCALE = 1.5


@dataclass(frozen=True)
class Seen:
    """A finding with where it stands: a picture of the page, or the row's words."""

    finding: Finding
    picture: str | None
    row: str


def document_page(frames: Mapping[str, pd.DataFrame], data: bytes, links: Links = NOWHERE) -> str:
    """The page as HTML in the language of the options; every text of a document is escaped.

    `frames` are those of one document, `data` its bytes where it is a PDF, else none; `links` are
    where its findings lie beside the page.
    """
    document = frames["documents"].iloc[0].to_dict()
    page: str = _template().render(
        version=__version__,
        language="zh-CN" if options.language == "zh" else "en",
        style=_of_the_package("report.css"),
        document=document,
        links=links,
        found=list(_seen(frames, data)),
        ledger=list(_ledger(frames["disclosure"])),
        tables=list(_tables(frames)),
        identities=list(_identities(frames["verdicts"])),
        verdicts=VERDICTS,
        words={name: str(said) for name, said in verdict_words().verdicts.items()},
        severities={name: severity_word(name, options.language) for name in SEVERITIES},
        kinds=kind_names(),
        money=lexicon().money,
        comma=say("comma"),
        stop=say("end_of_sentence"),
        t=say,
        zip=zip,
    )
    return page


@cache
def _of_the_package(name: str) -> str:
    return (files("juesuan.show") / name).read_text(encoding="utf-8")


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_of_the_package("document.html.j2"))


def _seen(frames: Mapping[str, pd.DataFrame], data: bytes) -> Iterator[Seen]:
    rows = frames["findings"].to_dict("records")
    for row, finding in zip(rows, findings(frames["findings"]), strict=True):
        wanted = data and finding.rank <= _PICTURES
        places = of_finding(row, frames) if wanted else []
        picture = (
            _picture(partial(crop, data, finding.document_id, places, _SCALE)) if places else None
        )
        yield Seen(finding, picture, "" if picture else _row(row, frames))


def _picture(draw: Any) -> str:
    """A picture as a text that stands in a page."""
    from PIL.Image import Quantize

    file = io.BytesIO()
    draw().quantize(32, Quantize.FASTOCTREE).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")


def _row(row: Mapping[Any, Any], frames: Mapping[str, pd.DataFrame]) -> str:
    """What stands on the row or line of a finding: the amounts of a table, or the sentence."""
    if pd.isna(row["row"]):
        return ""
    at = {name: _there(frames[name], row) for name in ("amounts", "claims")}
    told = [
        " ".join((str(name), *map(str, own["raw"])))
        for name, own in at["amounts"].groupby("name", sort=False)
    ]
    return " · ".join(told or dict.fromkeys(map(str, at["claims"]["text"].dropna())))


def _there(frame: pd.DataFrame, row: Mapping[Any, Any]) -> pd.DataFrame:
    page = frame["page"].isna() if pd.isna(row["page"]) else frame["page"].eq(row["page"])
    return frame[page & frame["row"].eq(row["row"]).fillna(value=False)]


def _ledger(disclosure: pd.DataFrame) -> Iterator[tuple[str, str, str, str]]:
    """What has to be disclosed, what is missing first: group, title, what became of it, place."""
    title = "title_zh" if options.language == "zh" else "title"
    missing = disclosure["status"].eq(ABSENT_ITEM)
    for row in disclosure.loc[(~missing).sort_values(kind="stable").index].to_dict("records"):
        places = [say(name, number=row[name]) for name in ("page", "row") if pd.notna(row[name])]
        yield row["group"], row[title], row["status"], listed(places)


def _tables(frames: Mapping[str, pd.DataFrame]) -> Iterator[Sheet]:
    """The official tables that hold anything, with the cells of findings marked."""
    marks: dict[str, str] = {}
    for finding in findings(frames["findings"]):
        for cell in finding.cells:
            marks.setdefault(cell, finding.severity)
    about = frames["tables"]
    printed = about.loc[about["status"].isin(PRINTED), "table"]
    yield from officials((key for key in printed if key in tables()), frames, "", marks)


def _identities(verdicts: pd.DataFrame) -> Iterator[tuple[str, str, Sequence[int]]]:
    """The identities that were met, those that fail first: name, formula, count of each verdict."""
    counted = pd.crosstab(verdicts["identity"], verdicts["verdict"])
    counted = counted.reindex(columns=list(VERDICTS), fill_value=0)
    counted = counted.sort_values("inconsistent", ascending=False, kind="stable")
    for name, row in counted.iterrows():
        yield str(name), known_identities()[str(name)].formula, [int(each) for each in row]
