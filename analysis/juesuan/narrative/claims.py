"""The claims of the prose, passage after passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from juesuan.narrative.claim import Claim
from juesuan.narrative.clauses import Clauses
from juesuan.narrative.prose import Passage
from juesuan.narrative.sentence import NOTHING
from juesuan.readers.characters import bare


def claims(passages: Iterable[Passage], organization: str | None = None) -> Iterator[Claim]:
    """Every quantity of the prose as a claim; flattened tables are no sentences.

    The organization's name in front of a subject is no part of it. A 类/款/项 path goes on over the
    passages of a section until the next one, and so do reasons that are listed below each other.
    """
    left = NOTHING
    section: tuple[str, ...] = ()
    for passage in passages:
        if passage.paragraph.section != section:
            section, left = passage.paragraph.section, NOTHING
        if sentences := passage.sentences:
            clauses = Clauses(sentences, bare(organization or ""), left)
            yield from clauses.claims
            left = clauses.left
