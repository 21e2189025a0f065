"""How a check of an identity can end, and why it was not reached."""

from __future__ import annotations

VERDICTS = ("exact", "rounding", "inconsistent", "not_checked")
EXACT, ROUNDING, INCONSISTENT, NOT_CHECKED = range(4)

# reason → what to tell a person
REASONS = {
    "ambiguous": "an amount's column is not known",
    "unplaced": "figures of a row have no place",
    "side_missing": "a table, column, row or figure that it needs is not in the document",
    "fewer_decimals": "it holds only to the decimals that are printed",
    "zero_base": "a rate on a base of 0 is undefined",
    "main_only": "the list names the main items only",
    "approximate": "the figure is approximate",
    "unpaired": "the sentence does not say which figures it follows from",
    "frame_missing": "the frame that it needs was not given",
    "negative": "a rate of a negative amount",
    "unknown": "the classification does not know the code in that year",
    "origin_unknown": "the document does not say whose account it is, or of which year",
    "no_previous_year": "the corpus has no account of the year before",
    "several_editions": "several accounts may be meant, and nothing tells which",
    "units_unlisted": "the document does not list its units",
    "unit_missing": "the accounts of units are not in the corpus",
}
NO_REASON = -1
AMBIGUOUS, UNPLACED, SIDE_MISSING, FEWER_DECIMALS = range(4)
