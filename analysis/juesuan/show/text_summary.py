"""A summary as lines of text: the repr of a document."""

from __future__ import annotations

from collections import Counter

from juesuan.catalogue import FRAMES
from juesuan.catalogue.kind_names import kind_name
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.sayings import listed, say
from juesuan.catalogue.terms import UNKNOWN
from juesuan.show.findings import told
from juesuan.show.summary import SUMMARISED, Summary, disclosed

# So many findings are listed one by one.
_MOST = 5


def described(summary: Summary) -> str:
    """Who, which year, which tables, what holds and what does not, and what is left out."""
    row = summary.document
    official = sum(table.status != UNKNOWN for table in summary.tables)
    read = [
        say("tables_found", found=row["tables_found"], all=official),
        say("amounts_placed", count=row["amounts"], placed=summary.placed),
        say("numbers_unplaced", count=row["unplaced"]),
    ]
    lines = [
        f"{row['title']}  [{summary.document_id}]",
        f"  {listed(read)}",
        f"  {say('identities', checks=str(summary.checks))}",
    ]
    if summary.recognised:
        lines.append(f"  {summary.recognised}")
    for table in summary.tables:
        status = lexicon().status[table.status].said
        counted = [say("amounts", count=table.amounts)] if table.amounts else []
        lines.append(f"  {table.title:　<22}{listed([status, *counted])}")
    lines.append(f"  {say('prose', said=summary.prose)}")
    lines.append(f"  {say('numbers', said=summary.numbers)}")
    lines.append(f"  {disclosed(row)}")
    if summary.problems:
        kinds = Counter(problem["kind"] for problem in summary.problems).most_common()
        counts = [say("kind_counted", count=count, kind=kind_name(kind)) for kind, count in kinds]
        lines.append(f"  {say('look_at_problems', kinds=listed(counts))}")
    lines += [f"  {told(row)}" for row in summary.findings[:_MOST]]
    if len(summary.findings) > _MOST:
        lines.append(f"  {say('more_findings', count=len(summary.findings) - _MOST)}")
    lines.append(f"  {say('left_out', frames=len(FRAMES) - len(SUMMARISED))}")
    return "\n".join(lines)
