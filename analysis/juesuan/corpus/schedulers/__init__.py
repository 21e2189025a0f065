"""Where batches are worked on: in this process, in a pool of processes, on a Dask cluster."""

from juesuan.corpus.schedulers.base import Inline, Lost, Scheduler

__all__ = ["Inline", "Lost", "Scheduler"]
