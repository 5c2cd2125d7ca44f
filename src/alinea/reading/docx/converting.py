"""Documents of other word processors, turned into DOCX by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from alinea.model.problems import UnreadableError

SECONDS = 60.0
"""Seconds that LibreOffice may take: it starts in one or two, and turns a hundred pages into DOCX in five."""

# Nothing in a document is run, and nothing that it names is fetched: macros and active contents are off, links to
# other files and pictures are not followed, and whatever would still ask the network is sent to a port where nobody
# listens. Options of LibreOffice's own registry (org.openoffice.Office.Common, org.openoffice.Inet).
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>\
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>\
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>\
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>\
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>\
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>\
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def as_docx(data: bytes, suffix: str, kind: str, *, seconds: float = SECONDS) -> bytes:
    """Return a document of another word processor as DOCX.

    Args:
        data: its bytes.
        suffix: of files of its format, which LibreOffice goes by: ``.doc``, ``.rtf``, ``.odt``, ``.wpd``.
        kind: the name of the format, for the message.
        seconds: that it may take, of the clock.

    Raises:
        UnreadableError: ``no-libreoffice`` where LibreOffice is not installed, ``too-slow``, or ``damaged``.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableError(
            "no-libreoffice",
            f"LibreOffice is needed to read a file of the format {kind}: install it (Debian and Ubuntu: apt-get"
            " install libreoffice-writer-nogui; elsewhere: libreoffice.org), or save the document as DOCX.",
            kind=kind,
        )
    with tempfile.TemporaryDirectory(prefix="alinea-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # A profile of its own: one that is in use by a person's window would take the file over, or wait for it.
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        given = folder / f"document{suffix}"
        given.write_bytes(data)
        _run(
            [
                program,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                "docx:Office Open XML Text",
                "--outdir",
                str(folder / "out"),
                str(given),
            ],
            folder,
            seconds,
        )
        made = folder / "out" / "document.docx"
        if not made.is_file():
            raise UnreadableError(
                "damaged", f"LibreOffice could not open the file ({kind}); save it again from its source."
            )
        return made.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run LibreOffice to its end, and end it with all that it started where it takes too long."""
    # It is asked for by name and holds no secret of its own: nothing of the environment but what programs need to
    # start; its home is a folder that is gone when it has done.
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")
    }
    process = subprocess.Popen(  # noqa: S603 - a fixed command on files of our own
        command,
        cwd=folder,
        env={**kept, "HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise UnreadableError("too-slow", "the text takes too long to read; give a part of it") from None
    finally:
        if process.poll() is None:  # also where the person who asked has interrupted it
            with suppress(OSError):
                # What is started is a script, and the word processor its child: both are of one group.
                os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
            process.wait()
