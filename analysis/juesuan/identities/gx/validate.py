"""Great Expectations runs the suites over a built corpus and writes its Data Docs beside it."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pandas as pd

from juesuan.catalogue.extras import optional_packages
from juesuan.catalogue.faults import fault
from juesuan.catalogue.terms import VERDICTS
from juesuan.errors import FrameError, SuiteError
from juesuan.identities.gx.gx_suites import load_suites
from juesuan.identities.gx.stacked import stack_frames
from juesuan.identities.suites import checked_frames

if TYPE_CHECKING:
    from great_expectations.checkpoint.checkpoint import CheckpointResult
    from great_expectations.data_context.data_context.ephemeral_data_context import (
        EphemeralDataContext,
    )
    from great_expectations.data_context.store.store import DataDocsSiteConfigTypedDict

DATA_DOCS = "data_docs"
_NEEDED = ("documents", "amounts")


class Validation(msgspec.Struct, frozen=True):
    """What a run found: an outcome for each expectation, and where its Data Docs begin.

    `outcomes` has the columns suite, identity, formula, success, checks and a count for each
    verdict (exact, rounding, inconsistent, not_checked).
    """

    outcomes: pd.DataFrame
    index: Path

    @property
    def success(self) -> bool:
        """Whether no check is inconsistent."""
        return bool(self.outcomes["success"].all())


def validate(folder: str | Path) -> Validation:
    """Run every suite over the corpus that `juesuan build` wrote to `folder`.

    The Data Docs go to `folder/data_docs`, in the place of older ones. Raises `FrameError` where
    there is no built corpus, `SuiteError` where an expectation could not be evaluated, and
    `MissingExtra` without Great Expectations.
    """
    folder = Path(folder)
    frame = stack_frames(read_corpus(folder))
    context = ephemeral_context()
    site = folder / DATA_DOCS
    if site.exists():
        shutil.rmtree(site)
    result = run_suites(context, frame)
    outcomes = outcomes_of(result)
    with warnings.catch_warnings():
        _as_they_are()
        context.delete_data_docs_site("local_site")
        context.add_data_docs_site("local_site", _site(site))
        context.build_data_docs()
    return Validation(outcomes, site / "index.html")


def read_corpus(folder: Path) -> dict[str, pd.DataFrame]:
    """The frames of a built corpus that identities are checked on."""
    datasets = {name: folder / name for name in checked_frames() if (folder / name).is_dir()}
    if absent := [name for name in _NEEDED if name not in datasets]:
        raise FrameError(fault("no_corpus_to_validate", absent=tuple(absent)), source=str(folder))
    return {name: pd.read_parquet(path) for name, path in datasets.items()}


def run_suites(context: EphemeralDataContext, frame: pd.DataFrame) -> CheckpointResult:
    """The result of a checkpoint over all suites, each on the stacked frame."""
    from great_expectations import Checkpoint, ValidationDefinition

    with warnings.catch_warnings():
        _as_they_are()
        asset = context.data_sources.add_pandas("juesuan").add_dataframe_asset("corpus")
        batch = asset.add_batch_definition_whole_dataframe("corpus")
        definitions = [
            context.validation_definitions.add(
                ValidationDefinition(name=suite.name, data=batch, suite=context.suites.add(suite))
            )
            for suite in load_suites()
        ]
        checkpoint = Checkpoint(name="juesuan", validation_definitions=definitions)
        return context.checkpoints.add(checkpoint).run({"dataframe": frame})


def outcomes_of(result: CheckpointResult) -> pd.DataFrame:
    """An outcome for each expectation of the suites; see `Validation`.

    Raises `SuiteError` where one has no outcome: what raised an error did not pass.
    """
    outcomes: list[dict[str, Any]] = []
    for run in result.run_results.values():
        for validated in run.results:
            stated = validated.expectation_config
            details = (validated.result or {}).get("details")
            if stated is None or details is None:
                name = (stated.meta or {}).get("identity") if stated else None
                why = _error(validated.exception_info)
                raise SuiteError(f"{name} could not be evaluated: {why}")
            meta, verdicts = stated.meta or {}, details["verdicts"]
            outcomes.append(
                {
                    "suite": run.suite_name,
                    "identity": meta["identity"],
                    "formula": meta["formula"],
                    "success": bool(validated.success),
                    "checks": sum(verdicts.values()),
                    **{name: verdicts[name] for name in VERDICTS},
                }
            )
    columns = ["suite", "identity", "formula", "success", "checks", *VERDICTS]
    return pd.DataFrame(outcomes, columns=columns).sort_values(
        ["suite", "identity"], ignore_index=True
    )


def _error(info: dict[str, Any] | None) -> str:
    """The message in `exception_info`, which is one entry or one for each metric."""
    entries = [info or {}, *(each for each in (info or {}).values() if isinstance(each, dict))]
    messages = [str(each["exception_message"]) for each in entries if each.get("exception_message")]
    return messages[0] if messages else "no result"


def ephemeral_context() -> EphemeralDataContext:
    """A context that leaves nothing behind, reports to nobody and prints no progress."""
    with warnings.catch_warnings():
        _as_they_are()
        with optional_packages():
            import great_expectations as gx
            from great_expectations.data_context.types.base import ProgressBarsConfig

        context = gx.get_context(mode="ephemeral")
        context.enable_analytics(enable=False)
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def _site(folder: Path) -> DataDocsSiteConfigTypedDict:
    """Data Docs in a folder."""
    return {
        "class_name": "SiteBuilder",
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": str(folder.resolve()),
        },
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }


def _as_they_are() -> None:
    """Great Expectations' own deprecations are nothing that our users can act on."""
    for category in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
        warnings.simplefilter("ignore", category)
