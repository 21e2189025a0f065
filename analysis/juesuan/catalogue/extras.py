"""The optional packages: which extra brings each, and what is said where one is absent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from juesuan.catalogue.faults import fault
from juesuan.errors import MissingExtra

# By the name a package is imported under; a test holds this equal to pyproject.toml.
EXTRA_OF = {
    "plotly": "figures",
    "kaleido": "figures",
    "jupyterlab": "lab",
    "great_expectations": "expectations",
    "duckdb": "sql",
    "distributed": "dask",
    "fsspec": "stores",
    "onnxruntime": "ocr",
    "rapidocr": "ocr",
}


@contextmanager
def optional_packages() -> Iterator[None]:
    """Where optional packages are imported.

    Raises `MissingExtra`, which names the extra, for a package of `EXTRA_OF` that is not installed;
    any other import that fails is a fault of its own and goes on as it is.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in EXTRA_OF:
            raise
        said = fault("missing_extra", package=package, extra=EXTRA_OF[package])
        raise MissingExtra(said) from error
