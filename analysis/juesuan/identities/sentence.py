"""What the sentence in front of a figure says of its year."""

from __future__ import annotations

import re

from juesuan.identities.columns import Columns


def years_named(pattern: str, claims: Columns) -> list[list[str | None]]:
    """For each claim what the pattern finds in its sentence, in front of the figure.

    The pattern has the number of the year in its group; None where the sentence says it in words.
    """
    year = re.compile(pattern)
    found: list[list[str | None]] = []
    for text, start in zip(claims["text"], claims.whole("start"), strict=True):
        sentence = (text or "")[:start].rpartition("。")[2]
        found.append([match[1] for match in year.finditer("".join(sentence.split()))])
    return found
