"""Lists in any order, added asides, changed numbers and nested conditions keep who, what and when.

Sentences are made from the grammar of clauses, in both languages, and each part must be found again.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from alinea.analysing.commitments import find_commitments
from alinea.model.record import Commitment
from alinea.model.resolution import Passage, Resolution
from alinea.model.spans import Span, mended


@dataclass(frozen=True)
class Words:
    """The words of one language by which sentences are made."""

    enacting: str
    verbs: tuple[tuple[str, str], ...]
    """Verbs of asking, and what stands between one and a name of a list: `{}` is the name."""
    bearers: tuple[str, ...]
    contracted: dict[str, str]
    last: str
    asides: tuple[str, ...]
    conditions: tuple[str, ...]
    deeds: tuple[str, ...]
    reports: tuple[tuple[str, str], ...]
    joint: str
    sessions: dict[int, str]
    days: str
    again: str


EN = Words(
    enacting="The General Assembly,",
    verbs=(("Requests", ""), ("Invites", ""), ("Urges", ""), ("Calls upon", "")),
    bearers=(
        "the United Nations Development Programme",
        "UNICEF",
        "the World Health Organization",
        "Member States",
        "the regional commissions",
        "civil society",
        "the Secretary-General",
    ),
    contracted={},
    last=" and ",
    asides=(
        "in close consultation with the Board",
        "acting through its secretariat",
        "in cooperation with the host country",
    ),
    conditions=(
        "as appropriate",
        "with the consent of the coastal States",
        "upon request",
        "within their respective mandates",
    ),
    deeds=("to inspect the quays", "to train pilots", "to publish the tables of tides", "to mark the wrecks"),
    reports=(
        ("to report to the Human Rights Council", "the Human Rights Council"),
        ("to submit to the Economic and Social Council a report on buoys", "the Economic and Social Council"),
    ),
    joint=" and ",
    sessions={
        80: "eightieth",
        81: "eighty-first",
        82: "eighty-second",
        83: "eighty-third",
        85: "eighty-fifth",
    },
    days="within {} days of the adoption of the present resolution",
    again="every {} months",
)
FR = Words(
    enacting="L'Assemblée générale,",
    verbs=(("Prie", "de"), ("Invite", "à"), ("Charge", "de"), ("Encourage", "à")),
    bearers=(
        "le Programme des Nations Unies pour le développement",
        "l'UNICEF",
        "l'Organisation mondiale de la Santé",
        "les États Membres",
        "les commissions régionales",
        "la société civile",
        "le Secrétaire général",
    ),
    contracted={},
    last=" et ",
    asides=(
        "agissant en consultation avec le Conseil d'administration",
        "par l'intermédiaire de son secrétariat",
        "en coopération avec le pays hôte",
    ),
    conditions=(
        "selon qu'il conviendra",
        "avec le consentement des États côtiers",
        "à leur demande",
        "dans le cadre de leurs mandats respectifs",
    ),
    deeds=(
        "inspecter les quais",
        "former des pilotes",
        "publier les tables des marées",
        "baliser les épaves",
    ),
    reports=(
        ("faire rapport au Conseil des droits de l'homme", "le Conseil des droits de l'homme"),
        (
            "présenter au Conseil économique et social un rapport sur les bouées",
            "le Conseil économique et social",
        ),
    ),
    joint=" et ",
    sessions={
        80: "quatre-vingtième",
        81: "quatre-vingt-unième",
        82: "quatre-vingt-deuxième",
        83: "quatre-vingt-troisième",
        85: "quatre-vingt-cinquième",
    },
    days="dans les {} jours suivant l'adoption de la présente résolution",
    again="tous les {} mois",
)
LANGUAGES = {"en": EN, "fr": FR}


def read(language: str, text: str, *points: str) -> tuple[Commitment, ...]:
    """Read a paragraph, and the points of the list that it opens."""
    span = Span(0, len(text))
    below = tuple(
        Passage(f"op_1_{n}", f"1.{n}", mended([(0, each)]), span, (span,), ())
        for n, each in enumerate(points)
    )
    resolution = Resolution(
        index=0,
        language=language,
        span=span,
        organ="A",
        session=79,
        adopted_on=datetime.date(2024, 12, 12),
        enacting=mended([(0, LANGUAGES[language].enacting)]),
        operative=(Passage("op_1", "1", mended([(0, text)]), span, (span,), (), below),),
    )
    found = find_commitments(resolution, language)
    return tuple(made for each in ("op_1", *(point.id for point in below)) for made in found.get(each, ()))


def listed(words: Words, names: list[str]) -> str:
    return ", ".join(names[:-1]) + words.last + names[-1] if len(names) > 1 else names[0]


def asked(words: Words, verb: tuple[str, str], names: list[str], middle: list[str], deed: str) -> str:
    """Return a sentence: verb, names, what commas set off, and the deed."""
    aside = "".join(f", {each}" for each in middle) + (", " if middle else " ")
    return f"{verb[0]} {listed(words, names)}{aside}{joined(verb[1], deed)}"


def joined(preposition: str, deed: str) -> str:
    """Return a deed with its preposition: *de publier*, *d'inspecter*."""
    if preposition == "de" and deed[0] in "aeéiou":
        return f"d'{deed}"
    return f"{preposition} {deed}" if preposition else deed


def bare(deed: str) -> str:
    return deed.removeprefix("to ")


LANGUAGE = st.sampled_from(sorted(LANGUAGES))


@settings(max_examples=150)
@given(language=LANGUAGE, data=st.data())
def test_lists_in_any_order_keep_who(language: str, data: st.DataObject) -> None:
    words = LANGUAGES[language]
    names = data.draw(st.lists(st.sampled_from(words.bearers), min_size=1, max_size=6, unique=True))
    deed = data.draw(st.sampled_from(words.deeds))
    (made,) = read(language, asked(words, data.draw(st.sampled_from(words.verbs)), names, [], deed) + ".")
    assert [each.text for each in made.bearers] == names
    assert made.what is not None and made.what.text == bare(deed)


@settings(max_examples=150)
@given(language=LANGUAGE, data=st.data())
def test_asides_are_nobody_and_change_nothing(language: str, data: st.DataObject) -> None:
    words = LANGUAGES[language]
    names = data.draw(st.lists(st.sampled_from(words.bearers), min_size=1, max_size=4, unique=True))
    aside, deed = data.draw(st.sampled_from(words.asides)), data.draw(st.sampled_from(words.deeds))
    verb = data.draw(st.sampled_from(words.verbs))
    (plain,) = read(language, asked(words, verb, names, [], deed) + ".")
    (made,) = read(language, asked(words, verb, names, [aside], deed) + ".")
    assert [each.text for each in made.bearers] == [each.text for each in plain.bearers] == names
    assert made.what is not None and plain.what is not None and made.what.text == plain.what.text
    assert (made.kind, made.nature, made.due) == (plain.kind, plain.nature, plain.due)


@settings(max_examples=150)
@given(language=LANGUAGE, data=st.data())
def test_numbers_change_when_and_nothing_else(language: str, data: st.DataObject) -> None:
    words = LANGUAGES[language]
    name = data.draw(st.sampled_from(words.bearers))
    report, told = data.draw(st.sampled_from(words.reports))
    verb = data.draw(st.sampled_from(words.verbs))
    days, months = data.draw(st.integers(2, 365)), data.draw(st.integers(2, 60))
    (within,) = read(language, asked(words, verb, [name], [], f"{report} {words.days.format(days)}") + ".")
    assert within.due is not None and within.due.relative == f"P{days}D"
    assert within.due.to == datetime.date(2024, 12, 12) + datetime.timedelta(days)
    (again,) = read(language, asked(words, verb, [name], [], f"{report} {words.again.format(months)}") + ".")
    assert again.due is not None and again.due.recurrence == f"every {months} months"
    for made in (within, again):
        assert (made.kind, [each.text for each in made.bearers]) == ("report", [name])
        assert [each.text for each in made.recipients] == [told]


@settings(max_examples=150)
@given(language=LANGUAGE, data=st.data())
def test_the_session_of_the_second_deed_is_its_own(language: str, data: st.DataObject) -> None:
    words = LANGUAGES[language]
    names = data.draw(st.lists(st.sampled_from(words.bearers), min_size=1, max_size=3, unique=True))
    deed, verb = data.draw(st.sampled_from(words.deeds)), data.draw(st.sampled_from(words.verbs))
    number = data.draw(st.sampled_from(sorted(words.sessions)))
    its = (
        f"to report to it at its {words.sessions[number]} session"
        if language == "en"
        else f"lui faire rapport à sa {words.sessions[number]} session"
    )
    text = asked(words, verb, names, [], deed) + words.joint + joined(verb[1], its) + "."
    act, report = read(language, text)
    assert (act.kind, report.kind) == ("action", "report")
    assert act.due is None and report.due is not None and report.due.session == number
    assert act.what is not None and act.what.text == bare(deed)
    assert all([each.text for each in made.bearers] == names for made in (act, report))


@settings(max_examples=150)
@given(language=LANGUAGE, data=st.data())
def test_conditions_bind_what_they_stand_before_or_in(language: str, data: st.DataObject) -> None:
    words = LANGUAGES[language]
    name, verb = data.draw(st.sampled_from(words.bearers)), data.draw(st.sampled_from(words.verbs))
    before, within = data.draw(
        st.lists(st.sampled_from(words.conditions), min_size=2, max_size=2, unique=True)
    )
    deed, (report, _) = data.draw(st.sampled_from(words.deeds)), data.draw(st.sampled_from(words.reports))
    text = asked(words, verb, [name], [before], deed) + words.joint + joined(verb[1], report) + f", {within}."
    act, made = read(language, text)
    assert [(each.text, each.scope == "all") for each in act.conditions] == [(before, True)]
    assert [(each.text, each.scope == "all") for each in made.conditions] == [(before, True), (within, False)]
    assert [each.text for each in act.bearers] == [each.text for each in made.bearers] == [name]
    assert act.what is not None and act.what.text == bare(deed)


@settings(max_examples=150)
@given(language=LANGUAGE, data=st.data())
def test_points_take_over_who_when_and_on_which_condition(language: str, data: st.DataObject) -> None:
    words = LANGUAGES[language]
    names = data.draw(st.lists(st.sampled_from(words.bearers), min_size=1, max_size=3, unique=True))
    verb, condition = data.draw(st.sampled_from(words.verbs)), data.draw(st.sampled_from(words.conditions))
    number = data.draw(st.sampled_from(sorted(words.sessions)))
    its = ("at its {} session" if language == "en" else "à sa {} session").format(words.sessions[number])
    above = data.draw(st.permutations([its, condition]))
    deeds = data.draw(st.lists(st.sampled_from(words.deeds), min_size=1, max_size=3, unique=True))
    head = f"{verb[0]} {listed(words, names)}, {', '.join(above)}{' :' if language == 'fr' else ':'}"
    found = read(language, head, *(joined(verb[1], each).capitalize() + ";" for each in deeds))
    assert [each.what.text for each in found if each.what] == [bare(each) for each in deeds]
    for made in found:
        assert [each.text for each in made.bearers] == names
        assert made.due is not None and made.due.session == number
        assert [each.text for each in made.conditions] == [condition]
