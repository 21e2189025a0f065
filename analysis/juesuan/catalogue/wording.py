"""The wordings around the tables: titles, captions, notes, headings, page numbers, units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from juesuan.catalogue.files import toml


@dataclass(frozen=True)
class Wording:
    """Compiled patterns of `text.toml`; see the comments there for what each one is for."""

    title_before: str
    title_after: str
    sheet_before: str
    sheet_after: str
    any_title: re.Pattern[str]
    other_title: re.Pattern[str]
    form_number: re.Pattern[str]
    continued: str
    contents_leader: re.Pattern[str]
    prose_heading: re.Pattern[str]
    body_words: tuple[str, ...]
    account_words: tuple[str, ...]
    attachment: str
    unit: re.Pattern[str]
    bracketed_unit: re.Pattern[str]
    caption: re.Pattern[str]
    caption_end: re.Pattern[str]
    default_unit: str
    number_in_text: re.Pattern[str]
    counted: re.Pattern[str]
    page_number: re.Pattern[str]
    note_start: re.Pattern[str]
    note_inside: re.Pattern[str]
    declared_empty: re.Pattern[str]
    torn: tuple[str, ...]
    structure: tuple[str, ...]
    groups: tuple[str, ...]
    general: tuple[str, ...]
    other_quantity: re.Pattern[str]
    label_headings: tuple[str, ...]
    repeated_header: tuple[str, ...]
    line_number: str
    column_number: str
    numbering: re.Pattern[str]
    body_start: re.Pattern[str]
    side_words: dict[str, str]
    units: dict[str, int]
    organization: tuple[re.Pattern[str], ...]
    year: re.Pattern[str]
    telephone: re.Pattern[str]
    reported_on: re.Pattern[str]
    unit_wording: str
    department_wording: str
    budget_titles: re.Pattern[str]
    heading: re.Pattern[str]
    heading_levels: tuple[re.Pattern[str], ...]
    paragraph_start: re.Pattern[str]
    paragraph_end: re.Pattern[str]
    heading_end: re.Pattern[str]
    sentence: re.Pattern[str]
    heading_length: int


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _other_title(titles: dict[str, list[str]]) -> re.Pattern[str]:
    """The title of a table that is known and none of the official ones."""
    before, others, after = (_any(titles[key]).pattern for key in ("before", "others", "after"))
    return re.compile(f"(?=.{{0,60}}表)(?:{before})*(?:{others})(?:{after})*")


@cache
def wording() -> Wording:
    """The patterns of `text.toml`, compiled once."""
    data = toml("text.toml")
    headers, document, paragraphs = data["headers"], data["document"], data["paragraphs"]
    longest_first = {
        key: tuple(sorted(headers[key], key=len, reverse=True))
        for key in ("torn", "structure", "groups")
    }
    return Wording(
        title_before=_any(data["titles"]["before"]).pattern,
        title_after=_any(data["titles"]["after"]).pattern,
        other_title=_other_title(data["titles"]),
        sheet_before=_any(data["titles"]["sheet_before"]).pattern,
        sheet_after=_any(data["titles"]["sheet_after"]).pattern,
        form_number=re.compile(f"(?:{_any(data['titles']['before']).pattern})+表?"),
        any_title=re.compile(data["titles"]["any"]),
        continued=data["titles"]["continued"],
        contents_leader=re.compile(data["titles"]["contents_leader"]),
        prose_heading=_any(data["titles"]["prose_headings"]),
        body_words=tuple(data["titles"]["body_words"]),
        account_words=tuple(data["titles"]["account_words"]),
        attachment=data["titles"]["attachment"],
        unit=re.compile(data["captions"]["unit"]),
        bracketed_unit=re.compile(data["captions"]["bracketed_unit"]),
        caption=_any(data["captions"]["skip"]),
        caption_end=re.compile(data["captions"]["end"]),
        default_unit=data["captions"]["default_unit"],
        number_in_text=re.compile(data["tokens"]["number_in_text"]),
        counted=re.compile(data["tokens"]["counted"]),
        page_number=_any(data["page_numbers"]["lines"]),
        note_start=_any(data["notes"]["start"]),
        note_inside=re.compile(data["notes"]["inside"]),
        declared_empty=_any(data["notes"]["declared_empty"]),
        torn=longest_first["torn"],
        structure=longest_first["structure"],
        groups=longest_first["groups"],
        other_quantity=re.compile(headers["other_quantity"]),
        general=tuple(headers["general"]),
        label_headings=tuple(headers["labels"]),
        repeated_header=tuple(headers["repeated"]),
        line_number=headers["line_number"],
        column_number=headers["column_number"],
        numbering=re.compile(data["numbering"]["lines"]),
        body_start=re.compile(data["numbering"]["body_start"]),
        side_words=data["numbering"]["side_words"],
        units=data["units"],
        organization=tuple(re.compile(pattern) for pattern in document["names"]),
        year=re.compile(document["year"]),
        telephone=re.compile(document["telephone"]),
        reported_on=re.compile(document["reported_on"]),
        unit_wording=document["unit_wording"],
        department_wording=document["department_wording"],
        budget_titles=re.compile(document["budget_titles"]),
        heading=_any(paragraphs["levels"]),
        heading_levels=tuple(re.compile(pattern) for pattern in paragraphs["levels"]),
        paragraph_start=_any(paragraphs["starts"]),
        paragraph_end=re.compile(paragraphs["ends"]),
        heading_end=re.compile(paragraphs["heading_ends"]),
        sentence=re.compile(paragraphs["sentence"]),
        heading_length=paragraphs["heading_length"],
    )
