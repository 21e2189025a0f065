"""The calculation graph: identities as data, printed figures as intervals, verdicts, diagnosis."""
