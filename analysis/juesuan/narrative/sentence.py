"""What a sentence has said so far: the part of the grammar's state that a bracket returns to."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from juesuan.narrative.claim import Path
from juesuan.narrative.marks import Token


class Reasons(Struct, frozen=True):
    """A list of reasons below the words that open it: what they explain, measured against what."""

    explains: str | None
    compared: str | None


class Left(Struct, frozen=True):
    """What a passage leaves to the next one of its section.

    `path` is the 类/款/项 path named last, `reasons` the list of reasons that it opens or goes on
    with, `subject` that of a sentence that goes on.
    """

    path: Path | None = None
    reasons: Reasons | None = None
    subject: str | None = None


NOTHING = Left()


class Sentence(Struct, frozen=True):
    """Whom the figures are about, and what is said of them.

    `subject` holds over clauses, `thing` is what was counted last, `whole` the subject whose parts
    are told, `about` whom a reason or purpose (`role`) speaks of. Of the clause alone are `noun`
    (named in it), `moved` (a word of rise or fall) and `comparing` (what the next figure may be
    the base of); `since` is the year that is compared with, where it is named, and `pending` what
    the clause before named without a figure. `planned` says that the parts told are those of a
    budget, `fresh` that no subject of money has been named yet.
    """

    subject: str | None = None
    thing: str | None = None
    whole: str | None = None
    role: str | None = None
    about: str | None = None
    compared: str | None = None
    since: str | None = None
    year: int | None = None
    before: bool = False
    noun: str | None = None
    pending: str | None = None
    planned: bool = False
    moved: Token | None = None
    comparing: Token | None = None
    fresh: bool = True

    def next_clause(self, *, pending: bool = True) -> Sentence:
        """Behind a comma or a figure."""
        left = self.noun or self.pending if pending else None
        return replace(self, noun=None, moved=None, comparing=None, pending=left)

    def next_sentence(self) -> Sentence:
        """Behind a full stop: reasons, purposes and lists of parts end."""
        return Sentence(
            subject=self.whole or self.subject, thing=self.thing, compared=self.compared
        )
