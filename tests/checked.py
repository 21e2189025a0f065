"""Parts of the frame `verdicts` that tests look at."""

SUMS = ("row", "levels", "lines", "tables", "bound")


def of_tables(verdicts):
    """The verdicts on sums of the tables' amounts."""
    return verdicts[verdicts["kind"].isin(SUMS)]


def inconsistent(verdicts):
    return verdicts[verdicts["verdict"] == "inconsistent"]
