"""The wordings of lists in prose: terms that are defined, units in the scope of the accounts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from juesuan.catalogue.files import toml


@dataclass(frozen=True)
class SectionWording:
    """How to find a section: its heading, what may number it, where it ends without numbering."""

    heading: re.Pattern[str]
    end: re.Pattern[str]


@dataclass(frozen=True)
class GlossaryWording:
    """Compiled patterns of `[glossary]`; see `prose_lists.toml` for what each one is for.

    `opening` is a term with its numbering and separator (groups `number`, `term`), `numbered` the
    same after the end of a sentence, `title` a numbered line without a definition.
    """

    section: SectionWording
    opening: re.Pattern[str]
    numbered: re.Pattern[str]
    title: re.Pattern[str]
    no_term: re.Pattern[str]
    defines: re.Pattern[str]
    path: re.Pattern[str]
    foreign: re.Pattern[str]


@dataclass(frozen=True)
class UnitsWording:
    """Compiled patterns of `[units]`; see `prose_lists.toml` for what each one is for."""

    section: SectionWording
    numbering: re.Pattern[str]
    duties: re.Pattern[str]
    announces: re.Pattern[str]
    announces_other: re.Pattern[str]
    opening: re.Pattern[str]
    header: re.Pattern[str]
    remark: re.Pattern[str]
    trailing: re.Pattern[str]
    main: re.Pattern[str]
    main_suffix: re.Pattern[str]
    name: re.Pattern[str]
    generic: re.Pattern[str]
    name_end: re.Pattern[str]
    alone: re.Pattern[str]
    not_alone: re.Pattern[str]
    reports: str
    list_number: str


def _section(numbering: str, heading: str, end: str) -> SectionWording:
    return SectionWording(
        re.compile(rf"(?P<number>{numbering})?{heading}"),
        re.compile(end),
    )


@cache
def glossary_wording() -> GlossaryWording:
    """The patterns of `[glossary]`, compiled once."""
    data = toml("prose_lists.toml")
    own, numbering = data["glossary"], data["numbering"]
    path_term = rf'"?[^,。;:]{{1,70}}?\([类款项]\)"?{own["path_separator"]}'
    term = rf"(?P<term>{own['term']})(?:{own['separator']})"
    path = rf"(?P<path_term>{path_term})"
    body = rf"(?:{path}|{term})(?=.)"
    return GlossaryWording(
        section=_section(numbering, own["heading"], data["section_end"]),
        opening=re.compile(rf"(?P<number>(?:{numbering})+)?{body}"),
        numbered=re.compile(rf"(?<=。)(?P<number>(?:{numbering})+){body}"),
        title=re.compile(rf"(?P<number>(?:{numbering})+)(?P<term>{own['title']})"),
        no_term=re.compile(own["no_term"]),
        defines=re.compile(own["defines"]),
        path=re.compile(own["path"]),
        foreign=re.compile(own["foreign"]),
    )


@cache
def units_wording() -> UnitsWording:
    """The patterns of `[units]`, compiled once."""
    data = toml("prose_lists.toml")
    own, numbering = data["units"], data["numbering"]
    names = ("duties", "announces", "announces_other", "opening", "remark", "trailing", "main")
    more = ("main_suffix", "name", "generic", "name_end", "alone", "not_alone")
    compiled = {name: re.compile(own[name]) for name in (*names, *more)}
    return UnitsWording(
        section=_section(numbering, own["heading"], data["section_end"]),
        numbering=re.compile(numbering),
        header=re.compile(rf"(?:{own['header']})+"),
        reports=own["reports"],
        list_number=own["list_number"],
        **compiled,
    )
