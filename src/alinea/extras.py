"""Which extra of Alinéa brings a package that is not installed.

Reading needs neither a library on disk nor a server: ``pip install alinea`` brings what reads, and an extra what else
is asked for.
"""

from __future__ import annotations

EXTRAS = {
    "sqlalchemy": "library",
    "Stemmer": "library",
    "icalendar": "library",
    "networkx": "library",
    "platformdirs": "library",
    "docx": "library",
    "numpy": "compare",
    "scipy": "compare",
    "alembic": "desk",
    "argon2": "desk",
    "psycopg": "desk",
    "fastapi": "web",
    "starlette": "web",
    "anyio": "web",
    "uvicorn": "web",
    "jinja2": "web",
    "markupsafe": "web",
    "python_multipart": "web",
    "mcp": "mcp",
    "openpyxl": "xlsx",
    "pyarrow": "parquet",
    "distributed": "bulk",
    "duckdb": "bulk",
    "PIL": "ocr",
    "rdflib": "rdf",
    "pandas": "pandas",
    "authlib": "oidc",
    "joserfc": "oidc",
    "requests": "oidc",
}
"""By the name that a package is imported by, the extra of `pyproject.toml` that brings it."""


def extra_of(error: ImportError) -> str | None:
    """Return the extra that brings the package whose import failed; None where it is none of ours.

    A sample: ``extra_of(ModuleNotFoundError(name="scipy.optimize"))`` is ``"compare"``.
    """
    return EXTRAS.get((error.name or "").partition(".")[0])
