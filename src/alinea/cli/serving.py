"""The commands that serve the library to browsers and assistants, and describe its API."""

# No `from __future__ import annotations`: Typer reads the annotations.

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from alinea.cli.asking import Commands, Unkept
from alinea.cli.at_desk import AtDesk, Reading
from alinea.cli.at_desk import Signing as Serving
from alinea.cli.options import Lang, Texts, option
from alinea.cli.read import DONE, now
from alinea.cli.reporting import stderr

PORT, MCP_PORT = 8420, 8421

commands = Commands()


@commands("serve.help")
def _serve(
    asked: Serving,
    host: Annotated[str, option("--host", "HOST", "serve.host")] = "127.0.0.1",
    port: Annotated[int, option("--port", "N", "serve.port", min=0, max=65535)] = PORT,
    name: Annotated[Texts, option("--name", "NAME", "serve.name")] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="serve.read-only")] = False,
    without_desk: Annotated[bool, typer.Option("--without-desk", help="serve.without-desk")] = False,
    proxy: Annotated[Texts, option("--proxy", "ADDRESS", "serve.proxy")] = None,
    issuer: Annotated[
        str | None, option("--oidc-issuer", "URL", "serve.issuer", envvar="ALINEA_OIDC_ISSUER")
    ] = None,
    client: Annotated[
        str | None, option("--oidc-client", "ID", "serve.client", envvar="ALINEA_OIDC_CLIENT")
    ] = None,
) -> int:
    from alinea.cli.serve import ServeRequest, run

    # Never an option: others of the machine see what stands on a command line.
    secret = os.environ.get("ALINEA_OIDC_SECRET")
    names, proxies = tuple(name or ()), tuple(proxy or ())
    return run(
        ServeRequest(asked, host, port, names, read_only, without_desk, proxies, issuer, client, secret)
    )


@commands("serve.openapi")
def _openapi(asked: Unkept, lang: Lang = None) -> int:
    # The description is in English unless another language is asked for: it is for programs, and must be the
    # same whatever the system speaks.
    from alinea.server.api.specification import specification

    del asked
    sys.stdout.buffer.write(specification(lang or "en"))
    sys.stdout.buffer.flush()
    return DONE


@commands("serve.mcp")
def _mcp(
    asked: Reading,
    http: Annotated[bool, typer.Option("--http", help="serve.mcp-http")] = False,
    port: Annotated[int, option("--port", "N", "serve.port", min=1, max=65535)] = MCP_PORT,
    without_desk: Annotated[bool, typer.Option("--without-desk", help="serve.without-desk")] = False,
) -> int:
    return run_mcp(asked, port if http else None, with_desk=not without_desk)


def run_mcp(asked: AtDesk, port: int | None, *, with_desk: bool = True) -> int:
    """Answer until the assistant is done and return the exit code.

    Args:
        port: of this machine on which to listen; None for standard input and output.
        with_desk: the cases that the person may read who starts it are told, where there is a desk.

    Raises:
        LibraryError: the library cannot be read; DeskError: the desk cannot.
    """
    file, words = asked.library, asked.words
    with asked.opened():  # what keeps it from being used is told here and not to an assistant
        pass
    there = with_desk and ("://" in str(asked.where) or Path(asked.where).exists())
    from alinea.server.mcp import build

    if there:
        with asked.at_desk():
            pass
    server = build(file, lambda: now(words).date(), asked.at_desk if there else None)
    if port is None:
        server.run("stdio")
    else:
        stderr(f"alinea: {words('serve.at', address=f'http://127.0.0.1:{port}/mcp', library=file)}")
        server.run("streamable-http", host="127.0.0.1", port=port)
    return DONE
