"""Partitions read by the workers of a Dask cluster, which may be many machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alinea.cli.bulk.partitions import Partition, read_apart

SECONDS = 30
"""Seconds that a scheduler may take to answer."""


def read_by_workers(scheduler: str, partitions: Sequence[Partition]) -> Iterator[tuple[Partition, int]]:
    """Yield each partition and how many of its documents failed, as the workers of a cluster are done with it.

    Args:
        scheduler: the address of its scheduler, ``tcp://host:8786``. Its workers must have the same Alinéa, and find
            the documents and the place of the partitions under the same names.

    Raises:
        OSError: no scheduler answers there, or a partition cannot be written. OtherRulesError: a worker has another
            Alinéa. ImportError: Dask is not installed.
    """
    from distributed import Client, as_completed

    with Client(scheduler, timeout=SECONDS, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        # Under keys of their own: a partition that is asked for anew, for it was taken away, is read anew.
        futures = client.map(read_apart, partitions, pure=False)
        asked = dict(zip((each.key for each in futures), partitions, strict=True))
        done = as_completed(futures, loop=client.loop, with_results=True)  # type: ignore[no-untyped-call]
        for future, failed in done:
            yield asked[future.key], failed
            future.release()  # what is done is not kept by the scheduler
