"""The terms that a document defines (名词解释)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec
from msgspec.structs import replace

from juesuan.catalogue.prose_lists import prose_lists
from juesuan.catalogue.terms import DIGITS
from juesuan.narrative.prose import Passage
from juesuan.narrative.sections import section, words

Resolve = Callable[[str, str, str], str | None]


class Term(msgspec.Struct, frozen=True):
    """A term as printed, without numbering; `code` where it is a functional path.

    The definition is what stands behind the colon, or begins with 指 or 是指 where there is none.
    """

    term: str
    code: str | None
    definition: str
    page: int | None
    row: int


class _Opening(msgspec.Struct, frozen=True):
    """Where in a passage a term begins and ends, and where its definition begins."""

    at: int
    start: int
    end: int
    definition: int
    numbered: bool


def read_glossary(passages: Iterable[Passage], resolve: Resolve) -> list[Term]:
    """Every term defined in the section 名词解释, in printed order.

    `resolve` finds the code of 类, 款 and 项; names that are not printed are "".
    """
    wording = prose_lists().glossary
    inside = section(passages, wording.heading)
    openings = [_openings(passage) for passage in inside]
    numbered = any(opening.numbered for found in openings for opening in found)
    terms: list[Term] = []
    title: Term | None = None  # a numbered line whose definition may follow
    continues = False
    for passage, candidates in zip(inside, openings, strict=True):
        found = [o for o in candidates if o.numbered or not numbered or _path(passage, o)]
        before = words(passage, 0, found[0].at if found else len(passage.text))
        heading = None if found else wording.numbered_title.fullmatch(passage.text)
        if wording.foreign.search(passage.text) or heading:
            continues = False
            title = _term(passage, heading.span("term"), "", resolve) if heading else None
            continue
        if title and not found and (title.definition or wording.defines.match(passage.text)):
            terms.append(replace(title, definition=before))
            continues = True
        elif continues:
            terms[-1] = replace(terms[-1], definition=terms[-1].definition + before)
        title = None
        for number, opening in enumerate(found):
            stop = found[number + 1].at if number + 1 < len(found) else len(passage.text)
            definition = words(passage, opening.definition, stop)
            terms.append(_term(passage, (opening.start, opening.end), definition, resolve))
            continues = True
    return list(dict.fromkeys(terms))


def _openings(passage: Passage) -> list[_Opening]:
    wording = prose_lists().glossary
    first = wording.opening.match(passage.text)
    later = wording.numbered.finditer(passage.text, first.end() if first else 0)
    return [_opening(match) for match in (first, *later) if match and not _no_term(match)]


def _opening(match: re.Match[str]) -> _Opening:
    start, end = match.span("path_term" if match["path_term"] else "term")
    return _Opening(match.start(), start, end, match.end(), bool(match["number"]))


def _no_term(match: re.Match[str]) -> bool:
    return bool(match["term"] and prose_lists().glossary.no_term.fullmatch(match["term"]))


def _path(passage: Passage, opening: _Opening) -> re.Match[str] | None:
    text = passage.text[opening.start : opening.end].strip('"')
    return prose_lists().glossary.path.fullmatch(text)


def _term(passage: Passage, span: tuple[int, int], definition: str, resolve: Resolve) -> Term:
    start, end = span
    text = passage.text[start:end]
    if not definition and text.endswith(":"):
        end, text, definition = end - 1, text[:-1], ":"  # a colon says that the definition follows
    path = prose_lists().glossary.path.fullmatch(text.strip('"'))
    code = resolve(*(path[name] or "" for name in DIGITS)) if path else None
    at = passage.paragraph
    return Term(words(passage, start, end), code, definition, at.page, at.row)
