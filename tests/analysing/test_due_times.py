"""When a commitment is due: invented sentences of resolutions of 12 December 2024, in both languages."""

from __future__ import annotations

import pytest

from alinea.analysing.deadlines import Setting, deadlines_in, joined
from alinea.analysing.due_times import with_days
from alinea.model.spans import Span
from alinea.vocab.folding import fold

ADOPTED = "2024-12-12"
S81 = {"session": 81, "from": "2026-09-08", "to": "2027-09-06"}
S82 = {"session": 82, "from": "2027-09-07", "to": "2028-09-04"}
TABLE: list[tuple[str, str, str, dict[str, object]]] = [
    # Counted from the adoption.
    ("en", "report", "to report within 60 days of the adoption of the present resolution", {"relative": "P60D", "to": "2025-02-10"}),
    ("en", "report", "to report within ninety days", {"relative": "P90D", "to": "2025-03-12"}),
    ("en", "report", "to report in 30 days", {"relative": "P30D", "to": "2025-01-11"}),
    ("en", "report", "to report no later than four months after the adoption of this resolution", {"relative": "P4M", "to": "2025-04-12"}),
    ("en", "report", "to report within two years of the adoption of the present resolution", {"relative": "P2Y", "to": "2026-12-12"}),
    ("en", "report", "to report within three weeks", {"relative": "P3W", "to": "2025-01-02"}),
    ("fr", "report", "de faire rapport dans les 60 jours suivant l'adoption de la présente résolution", {"relative": "P60D", "to": "2025-02-10"}),
    ("fr", "report", "de faire rapport dans un délai de quatre-vingt-dix jours", {"relative": "P90D", "to": "2025-03-12"}),
    ("fr", "report", "de faire rapport dans les 30 jours", {"relative": "P30D", "to": "2025-01-11"}),
    ("fr", "report", "de faire rapport au plus tard quatre mois après l'adoption de la présente résolution", {"relative": "P4M", "to": "2025-04-12"}),
    ("fr", "report", "de faire rapport dans un délai de deux ans", {"relative": "P2Y", "to": "2026-12-12"}),
    ("fr", "report", "de faire rapport dans un délai de trois semaines", {"relative": "P3W", "to": "2025-01-02"}),
    # Counted from something else: not from the adoption.
    ("en", "report", "to report within 21 days of its appointment", {}),
    ("fr", "report", "de faire rapport dans les 21 jours suivant sa nomination", {}),
    ("en", "action", "to respond to such communications within 60 days", {}),
    ("fr", "action", "de répondre à ces communications dans un délai de 60 jours", {}),
    ("fr", "action", "d'envisager, dans un délai d'un an, des mesures", {"relative": "P1Y", "to": "2025-12-12"}),
    ("fr", "action", "d'examiner les mesures au bout de six mois", {"relative": "P6M", "to": "2025-06-12"}),
    # Sessions.
    ("en", "report", "to report to it before its next session", {"relative": "next-session", "to": "2025-09-08"}),
    ("fr", "report", "de lui faire rapport avant sa prochaine session", {"relative": "next-session", "to": "2025-09-08"}),
    ("en", "report", "to report no later than at the main part of its eighty-first session", {"session": 81, "to": "2027-09-06"}),
    ("fr", "report", "de faire rapport au plus tard à sa quatre-vingt-unième session", {"session": 81, "to": "2027-09-06"}),
    ("fr", "report", "de faire rapport à sa quatre-vingt-unième session au plus tard", {"session": 81, "to": "2027-09-06"}),
    ("en", "term", "until the conclusion of its eighty-first session", {"session": 81, "to": "2027-09-06"}),
    ("fr", "term", "jusqu'à la clôture de sa quatre-vingt-unième session", {"session": 81, "to": "2027-09-06"}),
    # Sessions at which something was done, or that something else is of.
    ("en", "action", "to transmit the records of the debates of its seventy-ninth session", {}),
    ("fr", "action", "de communiquer les comptes rendus des débats de sa soixante-dix-neuvième session", {}),
    ("en", "report", "to build on the report submitted to the Assembly at its eighty-first session", {}),
    ("fr", "report", "de s'inspirer des règles adoptées à sa quatre-vingt-unième session", {}),
    ("fr", "report", "qui devra lui être présenté à sa quatre-vingt-unième session", S81),
    ("en", "action", "to apply the rules agreed in plenary at its second session, held in Port Glass", {}),
    ("en", "report", "to report to it at its eighty-first session", S81),
    ("fr", "report", "de lui faire rapport à sa quatre-vingt-unième session", S81),
    ("en", "report", "to report to it at its next session", {"relative": "next-session", "from": "2025-09-09", "to": "2026-09-07"}),
    ("fr", "report", "de lui faire rapport à sa prochaine session", {"relative": "next-session", "from": "2025-09-09", "to": "2026-09-07"}),
    ("en", "report", "to report by the end of its eighty-first session", {"session": 81, "to": "2027-09-06"}),
    ("fr", "report", "de faire rapport d'ici à la fin de sa quatre-vingt-unième session", {"session": 81, "to": "2027-09-06"}),
    ("en", "report", "to report before its eighty-first session", {"session": 81, "to": "2026-09-07"}),
    ("fr", "report", "de faire rapport avant sa quatre-vingt-unième session", {"session": 81, "to": "2026-09-07"}),
    ("en", "report", "to report two months before its eighty-first session", {"session": 81, "to": "2026-07-08"}),
    ("fr", "report", "de faire rapport deux mois avant sa quatre-vingt-unième session", {"session": 81, "to": "2026-07-08"}),
    ("en", "report", "to report at its resumed eighty-first session", S81),
    ("fr", "report", "de faire rapport à la reprise de sa quatre-vingt-unième session", S81),
    # By a day, to be considered at a session: it is due on the day.
    ("en", "report", "to report by 1 June 2026, for consideration at its eighty-first session", {"session": 81, "date": "2026-06-01", "to": "2026-06-01"}),
    ("fr", "report", "de faire rapport avant la fin de 2026, pour examen à sa quatre-vingt-unième session", {"session": 81, "date": "2026", "to": "2026-12-31"}),
    # The year is that of the Council's session, through which it goes.
    ("fr", "report", "de lui faire rapport à sa quatre-vingt-unième session, par l'intermédiaire du Conseil à sa session de fond de 2026", S81),
    # Days, months and parts of years.
    ("en", "report", "to report by 3 May 2026", {"date": "2026-05-03", "to": "2026-05-03"}),
    ("fr", "report", "de faire rapport d'ici au 3 mai 2026", {"date": "2026-05-03", "to": "2026-05-03"}),
    ("en", "report", "to report before 1 May 2026", {"date": "2026-05-01", "to": "2026-04-30"}),
    ("fr", "report", "de faire rapport avant le 1er mai 2026", {"date": "2026-05-01", "to": "2026-04-30"}),
    ("en", "report", "to report no later than 3 May 2026", {"date": "2026-05-03", "to": "2026-05-03"}),
    ("fr", "report", "de faire rapport au plus tard le 3 mai 2026", {"date": "2026-05-03", "to": "2026-05-03"}),
    ("en", "report", "to report by the end of 2026", {"date": "2026", "to": "2026-12-31"}),
    ("fr", "report", "de faire rapport d'ici à la fin de 2026", {"date": "2026", "to": "2026-12-31"}),
    ("en", "report", "to report by mid-March 2026", {"date": "2026-03", "to": "2026-03-15"}),
    ("en", "report", "to report by mid-2027", {"date": "2027", "to": "2027-06-30"}),
    ("fr", "report", "de lui faire rapport d’ici à la mi-2027", {"date": "2027", "to": "2027-06-30"}),
    ("fr", "report", "de faire rapport d'ici à la mi-mars 2026", {"date": "2026-03", "to": "2026-03-15"}),
    ("en", "meeting", "to convene, in early March 2026, a meeting", {"date": "2026-03", "from": "2026-03-01", "to": "2026-03-10"}),
    ("fr", "meeting", "de tenir, début mars 2026, une réunion", {"date": "2026-03", "from": "2026-03-01", "to": "2026-03-10"}),
    ("en", "meeting", "to convene in late March 2026 a meeting", {"date": "2026-03", "from": "2026-03-21", "to": "2026-03-31"}),
    ("en", "meeting", "to convene in the first half of 2026 a meeting", {"date": "2026", "from": "2026-01-01", "to": "2026-06-30"}),
    ("fr", "meeting", "de tenir au premier semestre de 2026 une réunion", {"date": "2026", "from": "2026-01-01", "to": "2026-06-30"}),
    ("en", "meeting", "to convene in the second half of 2026 a meeting", {"date": "2026", "from": "2026-07-01", "to": "2026-12-31"}),
    ("fr", "meeting", "de tenir au second semestre de 2026 une réunion", {"date": "2026", "from": "2026-07-01", "to": "2026-12-31"}),
    ("en", "meeting", "to convene in the third quarter of 2026 a meeting", {"date": "2026", "from": "2026-07-01", "to": "2026-09-30"}),
    ("fr", "meeting", "de tenir au troisième trimestre de 2026 une réunion", {"date": "2026", "from": "2026-07-01", "to": "2026-09-30"}),
    ("en", "report", "to report by the end of the first quarter of 2026", {"date": "2026", "to": "2026-03-31"}),
    ("fr", "report", "de faire rapport d'ici à la fin du premier trimestre de 2026", {"date": "2026", "to": "2026-03-31"}),
    ("en", "meeting", "to convene in June 2026 a meeting", {"date": "2026-06", "from": "2026-06-01", "to": "2026-06-30"}),
    ("fr", "meeting", "de tenir en juin 2026 une réunion", {"date": "2026-06", "from": "2026-06-01", "to": "2026-06-30"}),
    ("en", "meeting", "to convene on 8 and 9 June 2026 a meeting", {"date": "2026-06-08", "from": "2026-06-08", "to": "2026-06-09"}),
    ("fr", "meeting", "de tenir les 8 et 9 juin 2026 une réunion", {"date": "2026-06-08", "from": "2026-06-08", "to": "2026-06-09"}),
    ("en", "meeting", "to convene from 8 to 12 June 2026 a meeting", {"date": "2026-06-08", "from": "2026-06-08", "to": "2026-06-12"}),
    ("fr", "meeting", "de tenir du 8 au 12 juin 2026 une réunion", {"date": "2026-06-08", "from": "2026-06-08", "to": "2026-06-12"}),
    ("en", "meeting", "to convene on 8-10 June 2026 a meeting", {"date": "2026-06-08", "from": "2026-06-08", "to": "2026-06-10"}),
    # What comes again.
    ("en", "report", "to report annually", {"recurrence": "annual"}),
    ("fr", "report", "de faire rapport chaque année", {"recurrence": "annual"}),
    ("en", "report", "to report quarterly", {"recurrence": "every 3 months"}),
    ("fr", "report", "de faire rapport chaque trimestre", {"recurrence": "every 3 months"}),
    ("en", "report", "to report every 45 days", {"recurrence": "every 45 days", "to": "2025-01-26"}),
    ("fr", "report", "de faire rapport tous les 45 jours", {"recurrence": "every 45 days", "to": "2025-01-26"}),
    ("en", "report", "to report every 60 days until 31 March 2027", {"recurrence": "every 60 days", "until": "2027-03-31", "to": "2025-02-10"}),
    ("fr", "report", "de faire rapport tous les 60 jours jusqu'au 31 mars 2027", {"recurrence": "every 60 days", "until": "2027-03-31", "to": "2025-02-10"}),
    ("en", "report", "to report every two years starting in 2026", {"recurrence": "biennial", "starts": "2026", "date": "2026", "from": "2026-01-01", "to": "2026-12-31"}),
    ("fr", "report", "de faire rapport tous les deux ans à compter de 2026", {"recurrence": "biennial", "starts": "2026", "date": "2026", "from": "2026-01-01", "to": "2026-12-31"}),
    ("en", "report", "to report biennially, beginning at its eighty-second session", {"recurrence": "biennial", "starts": 82, **S82}),
    ("fr", "report", "de faire rapport tous les deux ans, à compter de sa quatre-vingt-deuxième session", {"recurrence": "biennial", "starts": 82, **S82}),
    ("en", "report", "to report annually until 2030", {"recurrence": "annual", "until": "2030"}),
    ("fr", "report", "de faire rapport chaque année jusqu'en 2030", {"recurrence": "annual", "until": "2030"}),
    ("en", "report", "to report by 1 March every year from 2027 to 2029", {"recurrence": "annual", "starts": "2027", "until": "2029", "date": "2027-03-01", "to": "2027-03-01"}),
    ("fr", "report", "de faire rapport d'ici au 1er mars chaque année de 2027 à 2029", {"recurrence": "annual", "starts": "2027", "until": "2029", "date": "2027-03-01", "to": "2027-03-01"}),
    ("en", "observance", "to be observed every year on the second Tuesday of May", {"recurrence": "annual", "from": "2025-05-13", "to": "2025-05-13"}),
    ("fr", "observance", "sera célébrée chaque année le dernier vendredi de juin", {"recurrence": "annual", "from": "2025-06-27", "to": "2025-06-27"}),
    ("en", "observance", "to be observed every year on 4 October", {"recurrence": "annual", "from": "2025-10-04", "to": "2025-10-04"}),
    ("fr", "observance", "sera célébrée chaque année le 4 octobre", {"recurrence": "annual", "from": "2025-10-04", "to": "2025-10-04"}),
    ("en", "report", "to report every six months, the first report to be submitted by 20 June 2025", {"recurrence": "every 6 months", "starts": "2025-06-20", "date": "2025-06-20", "to": "2025-06-20"}),
    ("fr", "observance", "de proclamer le 18 juin Journée internationale de la lutte contre les déversements en mer et dans les estuaires des grands fleuves, qui sera célébrée chaque année", {"recurrence": "annual", "from": "2025-06-18", "to": "2025-06-18"}),
    ("en", "observance", "to be observed every year from 4 to 10 October", {"recurrence": "annual", "from": "2025-10-04", "to": "2025-10-10"}),
    ("fr", "observance", "se tiendra chaque année entre le 4 et le 10 octobre", {"recurrence": "annual", "from": "2025-10-04", "to": "2025-10-10"}),
    ("fr", "report", "de faire rapport tous les deux ans, de sa quatre-vingt-unième à sa quatre-vingt-cinquième session", {"recurrence": "biennial", "starts": 81, "until": 85, **S81}),
    ("en", "report", "to report biennially, from its eighty-first to its eighty-fifth session", {"recurrence": "biennial", "starts": 81, "until": 85, **S81}),
    # A weekday and a week of a month; days before a session.
    ("en", "report", "to report on the first Monday of April 2026", {"date": "2026-04", "from": "2026-04-06", "to": "2026-04-06"}),
    ("fr", "report", "de faire rapport le dernier vendredi d'avril 2026", {"date": "2026-04", "from": "2026-04-24", "to": "2026-04-24"}),
    ("fr", "meeting", "de se réunir la deuxième semaine de juillet 2026", {"date": "2026-07", "from": "2026-07-13", "to": "2026-07-19"}),
    ("en", "report", "to report in the course of 2026", {"date": "2026", "from": "2026-01-01", "to": "2026-12-31"}),
    ("fr", "report", "de faire rapport 30 jours au plus tard avant l'ouverture de sa quatre-vingt-deuxième session", {"session": 82, "to": "2027-08-08"}),
    ("fr", "term", "prendront fin le 1er septembre 2026", {"date": "2026-09-01", "to": "2026-09-01"}),
    # One of what comes again, and a name.
    ("en", "report", "to include it in his next annual report", {}),
    ("fr", "report", "de l'inclure dans son neuvième rapport annuel", {}),
    ("en", "report", "to report to the Biennial Meeting of States", {}),
    ("fr", "report", "de faire rapport à la Réunion biennale des États", {}),
    # Mandates.
    ("en", "term", "for a period of 24 months from the date of expiration of its current mandate in December 2025", {"date": "2027-12-31", "from": "2026-01-01", "to": "2027-12-31"}),
    ("fr", "term", "pour une période de 24 mois à compter de l'expiration de son mandat en décembre 2025", {"date": "2027-12-31", "from": "2026-01-01", "to": "2027-12-31"}),
    ("fr", "term", "pour une période de quatre ans à compter du Ier juillet 2026", {"date": "2030-06-30", "from": "2026-07-01", "to": "2030-06-30"}),
    ("en", "term", "for a period of three years", {"relative": "P3Y", "to": "2027-12-12"}),
    ("fr", "term", "pour une période de trois ans", {"relative": "P3Y", "to": "2027-12-12"}),
    ("en", "term", "for twelve months from the date of adoption of this resolution", {"relative": "P12M", "to": "2025-12-12"}),
    ("fr", "term", "pour une période de douze mois à compter de la date d'adoption de la présente résolution", {"relative": "P12M", "to": "2025-12-12"}),
    ("en", "term", "for a period of four years beginning on 1 January 2026", {"date": "2029-12-31", "from": "2026-01-01", "to": "2029-12-31"}),
    ("fr", "term", "pour une période de quatre ans commençant le 1er janvier 2026", {"date": "2029-12-31", "from": "2026-01-01", "to": "2029-12-31"}),
    ("en", "term", "until 30 June 2026", {"date": "2026-06-30", "to": "2026-06-30"}),
    ("fr", "term", "jusqu'au 30 juin 2026", {"date": "2026-06-30", "to": "2026-06-30"}),
    ("en", "term", "shall expire on 1 September 2026", {"date": "2026-09-01", "to": "2026-09-01"}),
    ("fr", "term", "viendra à expiration le 1er septembre 2026", {"date": "2026-09-01", "to": "2026-09-01"}),
    # A report on what lasts three years is not due after three.
    ("en", "report", "to report on a programme for a period of three years", {}),
    ("fr", "report", "de faire rapport sur un programme d'une durée de trois ans", {}),
    # Named in passing.
    ("en", "report", "to report on the 2030 Agenda", {}),
    ("fr", "report", "de faire rapport sur le Programme de développement durable à l'horizon 2030", {}),
]  # fmt: skip


def due_of(language: str, kind: str, text: str) -> dict[str, object]:
    setting = Setting("A", 79, 2024, ADOPTED)
    times = deadlines_in(text, fold(text), language, setting)
    if kind == "meeting":
        due = joined(text, [t._replace(date=t.begins) if t.begins else t for t in times])
    else:
        due = joined(text, times)
    found = with_days(due, times, fold(text), language, setting, kind, Span(0, len(text)))
    told = found.model_dump(mode="json", exclude_defaults=True) if found else {}
    return {name: value for name, value in told.items() if name not in ("text", "organ")}


@pytest.mark.parametrize(("language", "kind", "text", "due"), TABLE, ids=[row[2] for row in TABLE])
def test_due(language: str, kind: str, text: str, due: dict[str, object]) -> None:
    assert due_of(language, kind, text) == due
