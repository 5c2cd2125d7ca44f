"""The opening phrase of a paragraph, in its place in the source."""

from __future__ import annotations

from alinea.analysing.records import find_lead
from alinea.model.spans import Span, mended


def test_lead_stands_where_it_says() -> None:
    source = "7.  Demande ins-\ntamment aux gouvernements de"
    text = mended([(4, "Demande ins"), (17, "tamment aux gouvernements de")])
    lead = find_lead(text, "operative", "fr")
    assert lead is not None
    assert (lead.text, lead.act, lead.act_class, lead.force) == ("Demande instamment", "urge", "directive", 5)
    assert lead.at == Span(0, 18)
    assert source[lead.span.start : lead.span.end] == "Demande ins-\ntamment"


def test_no_lead_for_a_sub_paragraph_that_opens_with_no_finite_verb() -> None:
    for words in (
        "D'élaborer des politiques",
        "À faire rapport",
        "de soutenir",
        "Renforcer leurs efforts",
        "Aux partenaires",
    ):
        assert find_lead(mended([(0, words)]), "operative", "fr", strict=True) is None
    lead = find_lead(mended([(0, "Invite les États à coopérer")]), "operative", "fr", strict=True)
    assert lead is not None
    assert lead.act == "invite"


def test_unknown_verb_has_no_act() -> None:
    lead = find_lead(mended([(0, "Subordonne également le versement")]), "operative", "fr")
    assert lead is not None
    assert (lead.text, lead.act, lead.act_class, lead.force) == ("Subordonne également", None, None, None)


def test_empty_text_has_no_lead() -> None:
    assert find_lead(mended([]), "preambular", "en") is None
