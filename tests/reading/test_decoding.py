from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alinea.model.problems import UnreadableError
from alinea.reading.decoding import declared_encoding, decode

FRENCH = (
    "Réaffirmant sa résolution 61/62 du 6 décembre 2006, relative à la « maîtrise » des armements\r\n"
    "et l’œuvre de l’Assemblée générale ; les États et l’Organisation s’emploient à préserver\n"
    "le maintien de la paix, où qu’elle soit menacée, dès la première année – ça et là.\n"
)
FRENCH_PLAIN = FRENCH.replace("’", "'").replace("œ", "oe").replace("–", "-")
ENGLISH = "Reaffirming its resolution 61/62, entitled “Promotion of multilateralism” – the Council’s work,¹\n"
SPANISH = (
    "Reafirmando su resolución, la Asamblea General pide al Secretario General que dé más información.\n"
)
RUSSIAN = "Генеральная Ассамблея, подтверждая свою резолюцию 61/62, просит Генерального секретаря\n"
ARABIC = "إن الجمعية العامة، إذ تؤكد من جديد قرارها، تطلب إلى الأمين العام أن يقدم تقريرا\n"
CHINESE = "大会,重申其第61/62号决议,请秘书长向大会第六十三届会议提出报告;\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "mac_roman"),
        (FRENCH_PLAIN, "latin_1"),
        (FRENCH_PLAIN, "cp850"),
        (FRENCH_PLAIN.replace("î", "œ"), "iso8859_15"),
        (ENGLISH, "cp1252"),
        (SPANISH, "cp1252"),
        (SPANISH, "mac_roman"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "mac_cyrillic"),
        (RUSSIAN, "iso8859_5"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859_6"),
        (CHINESE, "gb18030"),
        (CHINESE, "big5"),
    ],
)
def test_old_encodings_are_found_and_said_to_be_guessed(text: str, encoding: str) -> None:
    data = text.encode(encoding, errors="ignore")
    decoded = decode(data)
    assert decoded.content == data.decode(encoding)
    assert [problem.code for problem in decoded.problems] == ["encoding-guessed"]


@pytest.mark.parametrize("text", [FRENCH, ENGLISH, RUSSIAN, ARABIC, CHINESE])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_unicode_is_certain(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.content == text
    assert not decoded.problems


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"))))
def test_any_text_in_utf8_is_kept_to_the_character(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert decoded.content == text.removeprefix("\ufeff")


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n\x0cd").content == "a\r\nb\rc\n\x0cd"


def test_english_in_utf16_is_not_taken_for_utf8_with_holes() -> None:
    assert decode("The General Assembly,\n".encode("utf-16-le")).encoding == "utf-16-le"


def test_stray_control_characters_are_kept_and_reported() -> None:
    decoded = decode("1. Prie\x03 le Secrétaire\0 général".encode())
    assert decoded.content == "1. Prie\x03 le Secrétaire\0 général"
    assert [(problem.code, problem.span) for problem in decoded.problems] == [("control-characters", (7, 8))]


def test_cut_text_is_damaged_and_not_another_encoding() -> None:
    decoded = decode((FRENCH * 3).encode()[: FRENCH.encode().index("é".encode(), 60) + 1])
    assert decoded.encoding == "utf-8"
    assert decoded.content.endswith("\N{REPLACEMENT CHARACTER}")
    assert [problem.code for problem in decoded.problems] == ["undecodable-characters"]


def test_another_encoding_behind_the_mark_of_utf8() -> None:
    data = FRENCH.encode("cp1252")
    assert decode(b"\xef\xbb\xbf" + data).content == FRENCH


def test_letters_encoded_twice_are_reported() -> None:
    twice = "Réaffirmant sa résolution générale".encode().decode("cp1252").encode()
    decoded = decode(twice)
    assert decoded.content.startswith("RÃ©")
    assert [problem.code for problem in decoded.problems] == ["mojibake"]
    assert not decode("São Tomé, SÃO TOMÉ, IRMÃ".encode()).problems


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="iso-8859-1">', "cp1252"),
        (b'<META http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        (b"<?xml version='1.0' encoding='ISO-8859-5'?>", "iso8859-5"),
        (b"<meta charset=utf-16>", None),
        (b"<meta charset=hex>", None),
        (b"<meta charset=nonsense>", None),
        (b"<p>charset</p>", None),
    ],
)
def test_declared_encoding(head: bytes, name: str | None) -> None:
    assert declared_encoding(head) == name


def test_declaration_is_believed_where_it_fits() -> None:
    data = "Ûíèâåðñèòåò".encode("cp1252")
    assert decode(data, declared="cp1251").content == "Ыниверситет"
    assert not decode(data, declared="cp1251").problems


def test_declaration_that_does_not_fit_is_not_believed() -> None:
    assert decode("Réaffirme".encode(), declared="cp1252").content == "Réaffirme"
    decoded = decode(FRENCH.encode("cp1252"), declared="ascii")
    assert decoded.encoding == "cp1252"
    assert "ascii" in decoded.problems[0].message


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_binary(seed: int) -> None:
    import random

    with pytest.raises(UnreadableError) as caught:
        decode(random.Random(seed).randbytes(2000))
    assert caught.value.code == "binary"


def test_noise_of_letters_only_is_not_guessed() -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(bytes(range(0x80, 0x100)) * 20)
    assert caught.value.code in ("undecodable", "binary")


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnreadableError as error:
        assert error.code in ("binary", "undecodable")
        return
    for problem in decoded.problems:
        assert problem.span is None or problem.span.end <= len(decoded.content)
    if decoded.encoding == "utf-8" and not decoded.problems:
        assert decoded.content.encode() == data.removeprefix(codecs.BOM_UTF8)


def test_large_texts_are_decoded_in_time() -> None:
    import time

    data = (FRENCH * 4000).encode("cp1252", "ignore")
    begun = time.process_time()
    decode(data)
    assert time.process_time() - begun < 2
