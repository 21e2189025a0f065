"""Small distinct documents, and corpora compared."""

import json
from pathlib import Path
from random import Random

import pandas as pd

from juesuan.catalogue import FRAMES
from juesuan.corpus.manifest import Entry, read_manifest
from tests.factory import Layout, print_text, random_account


def text(seed: int) -> str:
    """A small document; another for every seed."""
    return print_text(random_account(Random(seed), classes=(1, 1), full_lists=False), Layout())


def documents(folder: Path, count: int) -> list[Path]:
    """Files of distinct documents."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{seed:03d}.txt" for seed in range(count)]
    for seed, path in enumerate(paths):
        path.write_text(text(seed), encoding="utf-8")
    return paths


def entries(out: Path) -> dict[str, Entry]:
    """The manifest by the sources' file names, or those of the parts of an account."""
    return {
        " + ".join(Path(name).name for name in entry.members or (entry.source,)): entry
        for entry in read_manifest(out / "manifest.jsonl")
    }


def rows(out: Path) -> dict[str, list[str]]:
    """Every row of every frame as text, sorted: what the corpus says, wherever it stands."""
    return {
        name: sorted(
            json.dumps([None if pd.isna(value) else str(value) for value in row])
            for row in pd.read_parquet(out / name).itertuples(index=False)
        )
        for name in FRAMES
    }


def assert_coherent(out: Path) -> None:
    """Each document that the manifest says was read has its rows once, and no other is there."""
    read = [entry for entry in entries(out).values() if entry.state == "read"]
    found = pd.read_parquet(out / "documents")["document_id"].tolist()
    assert sorted(found) == sorted(str(entry.document_id) for entry in read)
    parts = {entry.part for entry in read} or {"empty"}
    for name in FRAMES:
        assert {path.stem for path in (out / name).iterdir()} == parts
    left = [p for f in ("staged", "work", "at", "next") for p in (out / ".build" / f).rglob("*")]
    assert [path for path in left if path.is_file()] == []
