"""What else says this: paragraphs of any language, learnt from the texts of the library itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from resolutions import Ran

from alinea.library.likeness import GROWN, NEAR, Alike, LikeQuery, keep_up, like, teach
from alinea.library.naming import NotHeldError
from alinea.library.search import QuestionError
from alinea.linking.likeness import Model, learn
from alinea.store import likeness as kept
from alinea.store.faults import LibraryError
from alinea.store.library import Library

Run = Callable[..., Ran]

MATTERS = {
    "mines": ("l'élimination des mines antipersonnel", "the elimination of anti-personnel mines"),
    "forests": ("la gestion durable des forêts tropicales", "the sustainable management of tropical forests"),
    "children": ("la scolarisation des filles réfugiées", "the schooling of refugee girls"),
    "oceans": ("la pollution des mers par les navires", "pollution of the seas by ships"),
    "debt": ("l'allégement du fardeau de la dette", "relief from the burden of debt"),
    "taiga": ("la gestion durable des forêts boréales", "the sustainable management of boreal forests"),
    "waters": ("l'élimination des mines navales", "the elimination of naval mines"),
    "archives": ("la conservation des archives historiques", "the preservation of historical archives"),
}
FRENCH = (
    "Nations Unies A/RES/62/{n}\n\nAssemblée générale\n\n62/{n}. {title}\n\nL'Assemblée générale,\n\n"
    "1. Demande aux États Membres de renforcer la coopération pour {matter} ;\n\n"
    "2. Souligne combien {matter} est importante pour le développement ;\n\n"
    "3. Prie le Secrétaire général de lui faire rapport sur {matter}.\n"
)
ENGLISH = (
    "United Nations A/RES/62/{n}\n\nGeneral Assembly\n\n62/{n}. {title}\n\nThe General Assembly,\n\n"
    "1. Calls upon Member States to strengthen cooperation for {matter};\n\n"
    "2. Stresses how important {matter} is for development;\n\n"
    "3. Requests the Secretary-General to report to it on {matter}.\n"
)


def put(folder: Path, *matters: str, languages: str = "fr en") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for matter in matters:
        number = list(MATTERS).index(matter) + 1
        for language in languages.split():
            form, said = (FRENCH, MATTERS[matter][0]) if language == "fr" else (ENGLISH, MATTERS[matter][1])
            text = form.format(n=number, title=said.capitalize(), matter=said)
            (folder / f"{number}.{language}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def taught(run: Run, tmp_path: Path) -> Run:
    # The matter that is asked about is held in French only: its English words are met in other texts.
    assert run("add", put(tmp_path / "texts", *MATTERS))[0] == 0
    assert run("link", "--likeness")[0] == 0
    return run


def asked(file: Path, text: str, **more: object) -> Alike:
    with Library.open(file) as library:
        return like(library, LikeQuery(text, **more))  # type: ignore[arg-type]


def addresses(found: Alike) -> list[str]:
    return [str(hit.address) for hit in found.hits]


def test_words_of_one_language_find_paragraphs_of_the_other(taught: Run, file: Path) -> None:
    found = asked(file, "what States do against pollution of the seas by ships", among=("fr",), limit=3)
    assert {each.partition("#")[0] for each in addresses(found)} == {"A/RES/62/4"}
    assert {hit.address.language for hit in found.hits} == {"fr"} and found.address is None


def test_a_paragraph_finds_what_says_the_same_elsewhere_and_not_itself(taught: Run, file: Path) -> None:
    found = asked(file, "62/2#op_3", limit=3)
    assert found.address == "A/RES/62/2#op_3" and found.text.startswith("Prie le Secrétaire général")
    assert sorted(addresses(found)) == ["A/RES/62/6#op_1", "A/RES/62/6#op_2", "A/RES/62/6#op_3"]
    assert found.hits[0].address.paragraph == "op_3" and NEAR < found.hits[0].score <= 1


def test_what_is_added_is_laid_out_with_the_rest(taught: Run, file: Path, tmp_path: Path) -> None:
    text = ENGLISH.format(n=99, title="Ships", matter="pollution of the seas by ships")
    (tmp_path / "99.txt").write_text(text, encoding="utf-8")
    assert taught("add", tmp_path / "99.txt")[0] == 0
    found = asked(file, "pollution of the seas by ships", limit=20)
    assert found.left == 0 and "A/RES/62/99#op_1" in addresses(found)
    assert taught("remove", "62/99")[0] == 0
    assert not any("62/99" in each for each in addresses(asked(file, "pollution of the seas by ships")))


def test_a_library_that_has_grown_learns_anew(run: Run, file: Path, tmp_path: Path) -> None:
    run("add", put(tmp_path / "a", "mines", "forests"))
    run("link", "--likeness")
    with Library.open(file) as library, library.reading() as connection:
        before = kept.model(connection)
    run("add", put(tmp_path / "b", "children", languages="fr"))
    with Library.open(file) as library, library.reading() as connection:
        assert kept.model(connection) == before  # a little more changes nothing of what was learnt
    run("add", put(tmp_path / "c", "children", "oceans", "debt", "archives"))
    with Library.open(file) as library, library.reading() as connection:
        assert kept.model(connection) != before and kept.left(connection) == 0
        then, now = kept.learnt(connection)
        assert now <= GROWN * then


def test_a_library_is_taught_only_when_asked_to(run: Run, file: Path, tmp_path: Path) -> None:
    run("add", put(tmp_path / "texts", "mines"))
    with pytest.raises(LibraryError) as error:
        asked(file, "mines and forests and seas")
    assert error.value.code == "untaught"
    with Library.open(file, write=True) as library:
        keep_up(library)
        with library.reading() as connection:
            assert not kept.made(connection)
    code, _, told = run("like", "mines", "of", "war", "--lang", "en")
    assert code == 1 and "alinea link --likeness" in told


def test_too_little_cannot_be_learnt_from(run: Run, file: Path) -> None:
    with Library.open(file, create=True) as library:
        with pytest.raises(LibraryError) as error:
            teach(library)
        assert error.value.code == "too-small"


@pytest.mark.parametrize(
    ("text", "code"), [("", "no-words"), ("62/1", "no-paragraph"), ("x" * 6000 + " a b c", "too-long")]
)
def test_what_cannot_be_asked_is_told(taught: Run, file: Path, text: str, code: str) -> None:
    with pytest.raises(QuestionError) as error:
        asked(file, text)
    assert error.value.code == code


def test_a_paragraph_that_is_not_held_is_told(taught: Run, file: Path) -> None:
    with pytest.raises(NotHeldError):
        asked(file, "62/1#op_44")
    assert taught("like", "75/1#op_1")[0] == 1


def test_the_command_prints_what_it_finds(taught: Run) -> None:
    code, out, told = taught("like", "62/1#op_1", "--json", "--limit", "2", "--language", "en")
    rows = json.loads(out)
    assert (code, told, len(rows)) == (0, "", 2)
    assert {row["language"] for row in rows} == {"en"} and rows[0]["score"] >= NEAR
    assert {row["work"] for row in rows} == {"A/RES/62/7"}
    assert taught("like", "62/1", "--lang", "fr")[2].startswith("alinea: A/RES/62/1 est un texte entier")


def test_each_word_that_is_asked_for_counts_in_either_language(taught: Run, file: Path) -> None:
    with Library.open(file) as library, library.reading() as connection:
        model = Model.from_bytes(kept.model(connection) or b"")
    french, english = (
        ("la pollution des mers par les navires", "fr"),
        ("pollution of the seas by ships", "en"),
    )
    other = ("la gestion durable des forêts tropicales", "fr")
    asked_for = ("pollution by ships", "en")
    across, same, none = model.covering(asked_for, [(french, ""), (english, ""), (other, "")])
    assert across > 2 * none and same > 2 * none
    titled, bare = model.covering(asked_for, [(other, "Navires"), (other, "")])
    assert titled > bare
    assert model.covering(("xyzzy", "en"), [(french, "")]) == [0.0]


def test_words_without_figures_name_no_text(taught: Run, file: Path) -> None:
    # *Historical archives* stands in titles, and would name a text elsewhere.
    assert asked(file, "historical archives").address is None


def test_of_many_paragraphs_those_of_the_nearest_cells_are_looked_at(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alinea.library.likeness.IN_A_CELL", 4)
    run("add", put(tmp_path / "texts", *MATTERS))
    run("link", "--likeness")
    whole = [
        (str(hit.address), hit.score) for hit in asked(file, "pollution of the seas by ships", limit=5).hits
    ]
    monkeypatch.setattr("alinea.library.likeness.LOOKED_THROUGH", 20)
    with Library.open(file, write=True) as library, library.reading() as connection:
        cells = [cell for _, _, its in kept.cells(connection) for cell in its[::2]]
    assert len(set(cells)) > 3
    found = asked(file, "pollution of the seas by ships", limit=5)
    assert [(str(hit.address), hit.score) for hit in found.hits][:3] == whole[:3]


def test_a_library_that_was_taught_before_there_were_cells_is_taught_anew(
    taught: Run, file: Path, tmp_path: Path
) -> None:
    with Library.open(file, write=True) as library, library.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE likeness_places")
        connection.exec_driver_sql("CREATE TABLE likeness (version_id INTEGER, passages BLOB, vectors BLOB)")
    with pytest.raises(LibraryError) as error:
        asked(file, "mines and forests")
    assert error.value.code == "untaught"
    text = ENGLISH.format(n=99, title="Ships", matter="pollution of the seas by ships")
    (tmp_path / "99.txt").write_text(text, encoding="utf-8")
    assert taught("add", tmp_path / "99.txt")[0] == 0
    assert asked(file, "pollution of the seas by ships").left == 0


def test_what_was_learnt_is_kept_as_it_was() -> None:
    pairs = [
        ((FRENCH.format(n=1, title="", matter=fr), "fr"), (ENGLISH.format(n=1, title="", matter=en), "en"))
        for fr, en in MATTERS.values()
    ]
    model = learn([*pairs, *pairs])
    assert model is not None
    again = Model.from_bytes(model.to_bytes())
    text = [("la gestion durable des forêts", "fr")]
    assert abs(model.vectors(text) - again.vectors(text)).max() < 0.01
    assert again.spoken("the preservation of archives", ("en", "fr")) == "en"
    assert learn([]) is None
