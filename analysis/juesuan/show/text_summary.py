"""A summary as lines of text: the repr of a document."""

from __future__ import annotations

from collections import Counter

from juesuan.catalogue.lexicon import lexicon
from juesuan.show.findings import told
from juesuan.show.summary import Summary

# So many findings are listed one by one.
_MOST = 5


def described(summary: Summary) -> str:
    """A few lines: who, which year, which tables, what holds and what does not."""
    row = summary.document
    found = f"{row['tables_found']} of {len(summary.tables)} official tables"
    amounts = f"{row['amounts']} amounts ({summary.placed})"
    lines = [
        f"{row['title']}  [{summary.document_id}]",
        f"  {found}, {amounts}, {row['unplaced']} numbers unplaced",
        f"  identities: {summary.checks}",
    ]
    for table in summary.tables:
        count = f", {table.amounts} amounts" if table.amounts else ""
        lines.append(f"  {table.title:　<22}{lexicon().status[table.status].text}{count}")
    lines.append(f"  prose: {summary.prose}")
    items = f"{row['disclosed']} of {row['required']} required items"
    lines.append(f"  disclosed: {items} (.disclosure)")
    if summary.problems:
        kinds = Counter(problem["kind"] for problem in summary.problems).most_common()
        counts = ", ".join(f"{count} {kind}" for kind, count in kinds)
        lines.append(f"  look at .problems: {counts}")
    lines += [f"  {told(row)}" for row in summary.findings[:_MOST]]
    if len(summary.findings) > _MOST:
        lines.append(f"  and {len(summary.findings) - _MOST} more: .findings")
    return "\n".join(lines)
