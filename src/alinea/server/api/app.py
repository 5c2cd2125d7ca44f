"""The API alone, as an application: for tests and for the specification."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI

from alinea.server.api.authorization import guard
from alinea.server.api.casework import Casework
from alinea.server.api.routes import install, router
from alinea.server.api.state import ServedLibrary


def build(
    library: Path,
    today: Callable[[], datetime.date],
    *,
    read_only: bool = False,
    casework: Casework | None = None,
) -> FastAPI:
    """Return an application that answers for a library.

    Args:
        library: its file; today: gives the day on which commitments stand where none is asked about.
        read_only: without the routes that take texts in or change something; casework: cases served beside it.
    """
    served = ServedLibrary(library, today, read_only, casework)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        served.close()

    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        dependencies=[Depends(guard)],
    )
    app.state.served = served
    app.include_router(router(read_only=read_only))
    install(app)
    return app
