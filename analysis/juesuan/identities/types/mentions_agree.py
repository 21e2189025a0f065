"""What a document says of itself, again and again."""

from __future__ import annotations

from juesuan.identities.choose import choose, column
from juesuan.identities.columns import at, coded, is_first, known, places_in
from juesuan.identities.dictionaries import columns_of, refuse
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.names import shown
from juesuan.identities.stack import Stack

# The kinds of mentions that are a property of the document.
_MENTIONS = ("organization", "fiscal_year")


class MentionsToAgree(Arguments, frozen=True):
    """What the document says of itself (`mention`) is its `column` in the frame `documents`."""

    type = "expect_mentions_to_agree"
    kind = "label"
    frames = ("mentions", "documents")

    mention: str
    column: str

    def __post_init__(self) -> None:
        refuse("mention", self.mention, _MENTIONS, "mention of the document itself")
        refuse("column", self.column, columns_of("documents"), "column of the frame documents")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """A name or a year that the document mentions of itself against what it is (`column`)."""
        mentions, documents = stack.columns("mentions"), stack.columns("documents")
        mentions = mentions.take(mentions["kind"] == self.mention)
        (code,) = coded([mentions["document_id"], mentions["found"]])
        mentions = mentions.take(is_first(code))
        place = places_in([mentions["document_id"]], [documents["document_id"]])
        own = at(documents[self.column], place)
        expected = column([None if value is None else str(value) for value in own])
        checks = mentions.only("document_id", "page", "row").assign(
            name=mentions["found"],
            verdict=choose(mentions["found"] == expected, "exact", "inconsistent"),
            reason=choose(known(expected), None, "side_missing"),
        )
        return judged(identity, settled(shown(checks, mentions["found"], expected)))
