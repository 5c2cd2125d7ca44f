"""Whether the characters of pictures are recognised, in which languages, and whether it can be done."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec

from alinea.model.problems import UnreadableError

VARIABLE = "ALINEA_OCR"
"""Variable of the environment that turns recognition on and names the languages of the pictures: ``fra+eng``.

A variable and no argument, so that it holds for all processes of a command or a server.
"""
_LANGUAGES = re.compile(r"[A-Za-z_]{3,40}(?:\+[A-Za-z_]{3,40}){0,7}")
_SECONDS = 30


def recognise_pictures(asked: bool, language: str) -> None:
    """Turn recognition on for this process and those that it starts, unless the environment says in which languages.

    Args:
        asked: nothing is done where it is not; language: of the texts, ``fr``, ``en`` or ``auto``.
    """
    if asked:
        os.environ.setdefault(VARIABLE, {"fr": "fra", "en": "eng"}.get(language, "fra+eng"))


def ocr_languages() -> str | None:
    """Return the languages in which pictures are recognised, None where they are not.

    Raises:
        UnreadableError: ``no-ocr``: they are asked for, and Tesseract or its words of a language are not there.
    """
    asked = os.environ.get(VARIABLE, "").strip()
    if not asked:
        return None
    held = _held()
    if held is None or find_spec("PIL") is None:
        raise UnreadableError(
            "no-ocr",
            "Tesseract is needed to recognise the characters of a picture: install it (Debian and Ubuntu: "
            "apt-get install tesseract-ocr tesseract-ocr-fra; elsewhere: tesseract-ocr.github.io) "
            "and pip install 'alinea[ocr]'",
        )
    lacking = [each for each in asked.split("+") if each not in held]
    if not _LANGUAGES.fullmatch(asked) or lacking:
        raise UnreadableError(
            "no-ocr-language",
            f"Tesseract has no data for {', '.join(each[:40] for each in lacking) or asked[:80]}; it has "
            f"{', '.join(sorted(held))}. On Debian and Ubuntu: apt-get install tesseract-ocr-fra",
            lacking=", ".join(each for each in lacking) or asked,
            held=", ".join(sorted(held)),
        )
    return asked


@cache
def _held() -> frozenset[str] | None:
    """Return the languages that Tesseract has; None where it is not there."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        told = subprocess.run(  # noqa: S603 - a fixed command
            [program, "--list-langs"],
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return frozenset(told.stdout.decode("utf-8", "replace").split("\n")[1:]) - {""}
