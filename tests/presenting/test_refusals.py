"""Why a file was not read, and what was read with doubt, is told with the same facts in every language."""

from __future__ import annotations

import pytest

from alinea.model.problems import Refusal, UnreadableError
from alinea.presenting.problems import refused, told
from alinea.presenting.words import words_in
from alinea.reading.formats import read_text
from alinea.reading.limits import Limits


@pytest.mark.parametrize(
    ("data", "path", "limits", "facts"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.txt", Limits(), ["PNG"]),
        (b"%!PS-Adobe", "a.docx", Limits(), ["PostScript"]),
        (b"x" * 3_000_001, "a.txt", Limits(input_bytes=2_097_152), ["2"]),
        (b"text\0\0\0\1\2\3\4\5\6" * 400, "a.txt", Limits(), ["4"]),
    ],
)
def test_facts_are_in_french_and_in_english(data: bytes, path: str, limits: Limits, facts: list[str]) -> None:
    with pytest.raises(UnreadableError) as error:
        read_text(data, path, limits=limits)
    for language in ("fr", "en"):
        told = refused(error.value, words_in(language))
        assert all(fact in told for fact in facts) and "{" not in told, told


def test_a_kind_of_document_and_a_number_are_told_as_the_language_does() -> None:
    words = words_in("fr")
    told = refused(Refusal("no-resolution", "it is of the type report", {"type": "report"}), words)
    assert (
        told
        == "aucune résolution trouvée\N{NO-BREAK SPACE}: le document est du type «\N{NO-BREAK SPACE}rapport\N{NO-BREAK SPACE}»"
    )
    assert "20\N{NARROW NO-BREAK SPACE}000" in refused(
        Refusal("too-large", "", {"paragraphs": 20_000}), words
    )


@pytest.mark.parametrize(
    ("code", "message", "french"),
    [
        ("numbering-gap", "paragraph 5 was expected, 7 is printed", "le paragraphe 5 était attendu, 7 est imprimé"),
        ("number-garbled", "the number of paragraph 3 is garbled: '8,'", "le numéro du paragraphe 3 est mal imprimé\N{NO-BREAK SPACE}: 8,"),
        # What follows a semicolon is told in some cases only, and has no words of its own.
        ("meeting-garbled", "the number of the meeting is garbled: '6l'; 61 is that of its neighbours of the same day", "le numéro de la séance est mal imprimé"),
        ("language-unsupported", "the text is in a language that is not read yet: Italian (it)", "le texte n’est ni en français ni en anglais, mais dans une autre langue (italien)"),
    ],
)  # fmt: skip
def test_facts_of_a_warning_are_read_back_from_its_sentence(code: str, message: str, french: str) -> None:
    assert told("warning", code, message, words_in("fr")) == french
    assert told("warning", code, message, words_in("en")) == message
