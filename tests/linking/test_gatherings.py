"""Meetings that texts say were held: which of their run, where and when."""

from __future__ import annotations

import datetime

import pytest

from alinea.linking.gatherings import gatherings_in


@pytest.mark.parametrize(
    ("text", "language", "number", "name", "held", "on"),
    [
        (
            "Se félicitant de la sixième Réunion consultative des chefs d'État des pays du lac, tenue à Astana le 9 août 2024,",
            "fr",
            6,
            "Réunion consultative des chefs d'État des pays du lac",
            "à Astana le 9 août 2024",
            datetime.date(2024, 8, 9),
        ),
        (
            "Notant que la quatorzième Conférence des pays non alignés, qui s'est tenue à La Havane les 15 et 16 septembre 2006,",
            "fr",
            14,
            "Conférence des pays non alignés",
            "à La Havane les 15 et 16 septembre 2006",
            datetime.date(2006, 9, 16),
        ),
        (
            "Welcoming the third Ministerial Meeting of the Lake States, held in Geneva on 4 May 2021,",
            "en",
            3,
            "Ministerial Meeting of the Lake States",
            "in Geneva on 4 May 2021",
            datetime.date(2021, 5, 4),
        ),
    ],
)
def test_a_meeting_that_was_held(
    text: str, language: str, number: int, name: str, held: str, on: datetime.date
) -> None:
    [found] = gatherings_in(text, language)
    assert (found.number, found.name, found.held, found.on) == (number, name, held, on)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Décide de convoquer la septième réunion des États du lac en 2027", "fr"),
        ("the conference to be held in Geneva in 2027", "en"),
        ("une conférence organisée sous ses auspices", "fr"),
    ],
)
def test_what_is_to_come_was_not_held(text: str, language: str) -> None:
    assert list(gatherings_in(text, language)) == []
