"""Who is meant by a name, a code or an acronym, in whatever form people type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from alinea.library.actor_names import by_code, meant_by
from alinea.library.relinking import relink
from alinea.store.ledgers import ledgers
from alinea.store.library import Library
from alinea.vocab.tables import table


def ids(tmp_path: Path, named: str) -> tuple[str, ...]:
    with Library.open(tmp_path / "none.sqlite", create=True) as library:
        relink(library)
        with ledgers(library) as kept:
            return meant_by(kept, named).ids


@pytest.mark.parametrize(
    ("named", "id"),
    [
        ("secretary-general", "secretary-general"),
        ("le Secrétaire général", "secretary-general"),
        ("the Secretary-General", "secretary-general"),
        ("SG", "secretary-general"),
        ("OMS", "who"),
        ("WHO", "who"),
        ("l'OMS", "who"),
        ("l’UNESCO", "unesco"),
        ("HCR", "office-of-the-high-commissioner-for-refugees"),
        ("UNHCR", "office-of-the-high-commissioner-for-refugees"),
        ("HCDH", "office-of-the-high-commissioner-for-human-rights"),
        ("BSCI", "office-of-internal-oversight-services"),
        ("OIOS", "office-of-internal-oversight-services"),
        ("le CCQAB", "advisory-committee-on-administrative-and-budgetary-questions"),
        ("SN", "SN"),
        ("SEN", "SN"),
        ("686", "SN"),
        ("le Sénégal", "SN"),
        ("Afghanistan", "AF"),
    ],
)
def test_a_name_in_any_form_means_one_actor(tmp_path: Path, named: str, id: str) -> None:
    assert ids(tmp_path, named) == (id,)


def test_words_of_two_letters_are_no_states() -> None:
    assert by_code("la") is None and by_code("is") is None


def test_every_acronym_names_an_actor() -> None:
    assert set(table("common", "acronyms").values()) <= set(table("common", "actors"))
