"""Partitions linked by DuckDB: which text cites which, whether it is there, and how often it is cited.

A library links some hundred thousand texts in one file. Where there are more, their tables are joined as they lie, by
an engine that needs no more memory than it is given and puts the rest on the disk.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from alinea.cli.bulk.places import Place

LINKED = ("links", "works")
"""The tables that linking makes."""

_MEMORY = "1GB"
"""Memory that DuckDB may take; what needs more goes to the disk."""

_LINKS = """
SELECT citations.symbol AS symbol, citations.paragraph AS paragraph, citations.target AS target,
       min(citations.pinpoint) AS pinpoint,
       string_agg(DISTINCT citations.language, ' ' ORDER BY citations.language) AS languages,
       bool_or(held.symbol IS NOT NULL) AS held
FROM citations LEFT JOIN (SELECT DISTINCT symbol FROM resolutions WHERE symbol IS NOT NULL) AS held
     ON held.symbol = citations.target
WHERE citations.target IS NOT NULL AND citations.symbol IS NOT NULL
GROUP BY ALL ORDER BY ALL
"""
"""One row for a paragraph and what it cites, in whatever languages it is there."""

_WORKS = """
WITH held AS (
       SELECT symbol, string_agg(DISTINCT language, ' ' ORDER BY language) AS languages, min(adopted_on) AS adopted_on,
              min_by(title, language) AS title
       FROM resolutions WHERE symbol IS NOT NULL GROUP BY symbol),
     cited AS (SELECT target AS symbol, count(DISTINCT symbol) AS cited_by FROM links GROUP BY target),
     citing AS (SELECT symbol, count(DISTINCT target) AS cites FROM links GROUP BY symbol)
SELECT coalesce(held.symbol, cited.symbol) AS symbol, held.symbol IS NOT NULL AS held, held.languages AS languages,
       held.adopted_on AS adopted_on, held.title AS title, coalesce(citing.cites, 0) AS cites,
       coalesce(cited.cited_by, 0) AS cited_by
FROM held FULL JOIN cited ON held.symbol = cited.symbol LEFT JOIN citing ON citing.symbol = held.symbol
ORDER BY symbol
"""
"""One row for a text, held or only cited."""


def link(place: Place, names: Sequence[str]) -> int:
    """Write the tables ``links`` and ``works`` beside the partitions, and return how many links there are.

    Args:
        names: of the partitions.

    Raises:
        ImportError: DuckDB or Arrow is not installed. OSError: they cannot be read or written.
    """
    import duckdb
    from pyarrow import dataset

    files, root = place.opened()
    with tempfile.TemporaryDirectory(prefix="alinea-") as name:
        folder = Path(name)
        # In a file, so that what is between the two tables need not be in memory either.
        with duckdb.connect(
            str(folder / "links.duckdb"),
            config={"memory_limit": _MEMORY, "temp_directory": str(folder / "more")},
        ) as engine:
            for table in ("resolutions", "citations"):
                parts = [f"{root}/{each}/{table}.parquet" for each in names]
                engine.register(table, dataset.dataset(parts, filesystem=files, format="parquet"))
            engine.execute(f"CREATE TABLE links AS {_LINKS}")
            for table, query in zip(LINKED, ("FROM links ORDER BY ALL", _WORKS), strict=True):
                file = folder / f"{table}.parquet"
                engine.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")
                place.put(file.name, file)
            (count,) = engine.execute("SELECT count(*) FROM links").fetchone() or (0,)
    return int(count)
