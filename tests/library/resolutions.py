"""Small resolutions as texts, and the command run in this process."""

from __future__ import annotations

from pathlib import Path

FRENCH = """Nations Unies A/RES/{session}/{number}

Assemblée générale

Résolution adoptée par l'Assemblée générale le {day} décembre 2007

[sur la base du rapport de la Première Commission (A/62/391)]

{session}/{number}. {title}

L'Assemblée générale,

Rappelant sa résolution 61/62 du 6 décembre 2006,

1. Demande aux États dotés d'armes nucléaires de désarmer ;

2. Prie le Secrétaire général de lui rendre compte de l'application de la présente résolution à sa \
soixante-troisième session ;

3. Décide d'examiner {matter} à sa soixante-troisième session.

{day}e séance plénière
{day} décembre 2007
"""

ENGLISH = """United Nations A/RES/{session}/{number}

General Assembly

Resolution adopted by the General Assembly on {day} December 2007

[on the report of the First Committee (A/62/391)]

{session}/{number}. {title}

The General Assembly,

Recalling its resolution 61/62 of 6 December 2006,

1. Calls upon the States possessing nuclear weapons to disarm;

2. Requests the Secretary-General to report to it on the implementation of the present resolution at its \
sixty-third session;

3. Decides to consider {matter} at its sixty-third session.

{day}th plenary meeting
{day} December 2007
"""

Ran = tuple[int, str, str]


def text(
    number: int, *, title: str = "Désarmement général", matter: str = "la question", form: str = FRENCH
) -> str:
    """A resolution of the sixty-second session."""
    return form.format(session=62, number=number, title=title, matter=matter, day=5 + number % 20)


def write(folder: Path, *numbers: int, **more: str) -> list[Path]:
    """Write resolutions to a folder, each to a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"62-{number}.txt" for number in numbers]
    for path, number in zip(paths, numbers, strict=True):
        path.write_text(text(number, **more), encoding="utf-8")
    return paths
