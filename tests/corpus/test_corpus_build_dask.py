"""The same corpus from a Dask cluster as from this process."""

import pytest

from juesuan.corpus.build import build
from juesuan.corpus.schedulers.cluster import Cluster, connect
from juesuan.errors import BuildError

from . import sabotage
from .made import assert_coherent, documents, entries, rows

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def client():
    """A cluster of two processes on this machine."""
    settings = {"distributed.scheduler.allowed-failures": 0}
    import dask

    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
        distributed.Client(cluster) as found,
    ):
        yield found


def test_the_very_same_corpus_as_from_this_process(client, tmp_path):
    raw = tmp_path / "raw"
    documents(raw, 9)
    (raw / "letter.txt").write_text("各位同事：\n下周一开会。\n", encoding="utf-8")
    (raw / "copy.txt").write_bytes((raw / "000.txt").read_bytes())
    here, there = tmp_path / "here", tmp_path / "there"
    build([raw], here, workbooks=False)
    build([raw], there, workbooks=False, client=client)
    assert_coherent(there)
    assert (rows(there), entries(there)) == (rows(here), entries(here))
    (raw / "001.txt").unlink()
    for out, options in ((here, {}), (there, {"client": client})):
        build([raw], out, workbooks=False, prune=True, **options)
    assert_coherent(there)
    assert (rows(there), entries(there)) == (rows(here), entries(here))


def test_a_worker_that_is_ended_costs_its_document_only(client, tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    paths = documents(raw, 6)
    sabotage.make_hostile(paths[1], sabotage.EXIT)
    sabotage.make_hostile(paths[4], sabotage.HANG)
    outcome = build(
        [raw],
        out,
        workbooks=False,
        scheduler=sabotage.Saboteur(Cluster(client)),
        timeout=5.0,
    )
    assert_coherent(out)
    found = {name: entry.error for name, entry in entries(out).items() if entry.error}
    assert found == {"001.txt": "WorkerDied", "004.txt": "Timeout"}
    assert outcome.read == 4


def test_an_address_without_a_scheduler_is_told():
    with pytest.raises(BuildError, match="there is no Dask scheduler"):
        connect("tcp://127.0.0.1:9")
