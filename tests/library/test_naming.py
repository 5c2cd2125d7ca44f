"""What a person types for a resolution or paragraph, and what is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from resolutions import text, write

from alinea.library.adding import Asked, add, reader
from alinea.library.naming import Located, NotHeldError, locate, symbol_of
from alinea.library.reading import Indexer
from alinea.pipeline import read_bytes
from alinea.store.library import Library
from alinea.store.rows import card
from alinea.store.writing import Reading


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        ("A/RES/75/28", "A/RES/75/28"),
        (" a/res/75/28 ", "A/RES/75/28"),
        ("75/28", "A/RES/75/28"),
        ("57/270 B", "A/RES/57/270B"),
        ("57/270b", "A/RES/57/270B"),
        ("2625 (XXV)", "A/RES/2625(XXV)"),
        ("217 A (III)", "A/RES/217A(III)"),
        ("A/RES/217A(III)", "A/RES/217A(III)"),
        ("1325 (2000)", "S/RES/1325(2000)"),
        ("s/res/1325(2000)", "S/RES/1325(2000)"),
        ("S-27/2", "A/RES/S-27/2"),
        ("ES-10/13", "A/RES/ES-10/13"),
        ("A/HRC/RES/7/12", "A/HRC/RES/7/12"),
        ("A/62/391", "A/62/391"),
        ("A/RES/75/028", "A/RES/75/28"),
        ("A_RES_75_28", "A/RES/75/28"),
        ("A-RES-75-28", "A/RES/75/28"),
        ("A-RES-75-28.fr.txt", "A/RES/75/28"),
        ("A.RES.75.28", "A/RES/75/28"),
        ("A_HRC_RES_7_12", "A/HRC/RES/7/12"),
        ("RES/75/28", "A/RES/75/28"),
        ("résolution 75/28", "A/RES/75/28"),
        ("Resolution 75/28 of 7 December 2020", "A/RES/75/28"),
        ("résolution 75/28 du 7 décembre 2020", "A/RES/75/28"),
        ("resolution 1325 (2000)", "S/RES/1325(2000)"),
        ("http://undocs.org/A/RES/75/28", "A/RES/75/28"),
        ("https://undocs.org/en/A/RES/75/28", "A/RES/75/28"),
        ("https://docs.un.org/fr/A/RES/75/28", "A/RES/75/28"),
        ("https://documents.un.org/api/symbol/access?s=A/RES/75/28&l=en&t=pdf", "A/RES/75/28"),
        ("https://documents.un.org/api/symbol/access?s=S%2FRES%2F1325(2000)&l=en", "S/RES/1325(2000)"),
        ("http://127.0.0.1:8420/resolution/A/RES/75/28", "A/RES/75/28"),
        ("http://127.0.0.1:8420/explain/A/RES/75/28", "A/RES/75/28"),
        ("http://127.0.0.1:8420/api/v1/resolutions/A/RES/75/28", "A/RES/75/28"),
        ("https://undocs.org/a/res/75/28", "A/RES/75/28"),
        ("A/Res/75/28.", "A/RES/75/28"),
        ("A RES 75 28", "A/RES/75/28"),
        ("2022/6", "E/RES/2022/6"),
        ("UNSCR 1325", "S/RES/1325"),
        ("CS 2799 (2025)", "S/RES/2799(2025)"),
        ("GA res. 75/28", "A/RES/75/28"),
        ("AGNU 75/28", "A/RES/75/28"),
        ("hrc 54/8", "A/HRC/RES/54/8"),
        ("CDH rés. 54/8", "A/HRC/RES/54/8"),
        ("ECOSOC 2023/26", "E/RES/2023/26"),
        ("GA 2625 (XXV)", "A/RES/2625(XXV)"),
        ("Res. 75/28", "A/RES/75/28"),
        ("AG", None),
        ("paix", None),
        ("", None),
        ("75/28/6", None),
    ],
)
def test_symbols(typed: str, symbol: str | None) -> None:
    assert symbol_of(typed) == symbol


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("naming")
    with Library.open(folder / "library.sqlite", create=True) as opened:
        paths: list[Path] = write(folder, 1, 2)
        add(opened, [Asked(str(path)) for path in paths], lambda _: None)
        yield opened


@pytest.mark.parametrize(
    ("typed", "paragraph"),
    [
        ("A/RES/62/1", None),
        ("62/1", None),
        ("A/RES/62/1#op_2", "op_2"),
        ("62/1#pp_1", "pp_1"),
        ("62/1#2", "op_2"),
        ("A/RES/62/1/2", "op_2"),
        ("A/RES/62/1/op_2", "op_2"),
        ("A/RES/62/1#op_2/report/1", "op_2"),
        ("62/1, para. 2.", "op_2"),
        ("62/1/2", "op_2"),
        ("62/1 §2", "op_2"),
        ("62/1, par. 2", "op_2"),
        ("Resolution 62/1, para. 2", "op_2"),
        ("A_RES_62_1", None),
        ("https://undocs.org/A/RES/62/1#op_2", "op_2"),
    ],
)
def test_what_is_held_is_found(library: Library, typed: str, paragraph: str | None) -> None:
    assert locate(library, typed) == Located("A/RES/62/1", paragraph)


@pytest.mark.parametrize(
    ("typed", "code", "candidates"),
    [
        ("A/RES/62/9", "not-held", ()),
        ("nothing", "not-held", ()),
        ("62/1/7", "no-paragraph", ("1", "2", "3")),
        ("62/1#op_99", "no-paragraph", ("1", "2", "3")),
    ],
)
def test_what_is_not_held_is_told(
    library: Library, typed: str, code: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(NotHeldError) as error:
        locate(library, typed)
    assert (error.value.code, error.value.candidates) == (code, candidates)


def test_a_symbol_that_lacks_its_year_or_part(tmp_path: Path) -> None:
    (one,) = read_bytes(text(1).encode(), "62-1.txt")
    indexer = Indexer()
    with Library.open(tmp_path / "library.sqlite", create=True) as library:
        for symbol in ("S/RES/1325(2000)", "A/RES/57/270A", "A/RES/57/270B", "A/RES/57/2700"):
            source = one.source.model_copy(update={"sha256": symbol})
            made = card(one.model_copy(update={"symbol": symbol, "source": source}), indexer)
            with library.shelves(indexer) as shelves:
                shelves.shelve(Reading(None, symbol, 1, "text/plain", "auto", (made,)), reader())
        assert locate(library, "S/RES/1325") == Located("S/RES/1325(2000)")
        with pytest.raises(NotHeldError) as error:
            locate(library, "57/270")
        assert (error.value.code, error.value.candidates) == ("ambiguous", ("A/RES/57/270A", "A/RES/57/270B"))
