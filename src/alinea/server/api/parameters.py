"""What may be asked: the parameters of every question, each checked before the library is looked at.

A parameter that a question does not have is refused: a filter with a slip in its name would let everything through.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from alinea.library.ledger import organs
from alinea.library.schedules.names import RegisterName
from alinea.library.search import LONGEST
from alinea.model.record import CommitmentKind, DocumentType, MeansClass, Nature
from alinea.presenting.drafts import Form
from alinea.store.browsing import Order
from alinea.store.values import PART

MOST = 200
"""Things on a page."""
USUAL = 50

FIRST, LAST = datetime.date(1945, 1, 1), datetime.date(2999, 12, 31)
"""Days that may be asked about."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(given: object) -> object:
    """Refuse what is no date as ISO 8601 writes it, which pydantic would take for seconds."""
    if isinstance(given, str) and not _ISO.fullmatch(given):
        raise ValueError("give a date as YYYY-MM-DD")
    return given


def _near(day: datetime.date) -> datetime.date:
    """Refuse days at which calendars end, as they can be counted from neither way."""
    if not FIRST <= day <= LAST:
        raise ValueError(f"give a day from {FIRST} to {LAST}")
    return day


def _known(organ: str) -> str:
    """Refuse an organ that is none, with those that are known."""
    if organ not in organs():
        raise ValueError(f"unknown; known are {', '.join(organs())}")
    return organ


Day = Annotated[datetime.date, BeforeValidator(_day), AfterValidator(_near)]
Tag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", max_length=35)]
Organ = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9./]{0,19}$")]
KnownOrgan = Annotated[Organ, AfterValidator(_known)]
Session = Annotated[int, Field(ge=1, le=9999)]
Words = Annotated[str, Field(max_length=LONGEST)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Years = Annotated[str, Field(pattern=r"^([0-9]{4}(-([0-9]{4})?)?|-[0-9]{4})$")]
Rule = Annotated[str, Field(pattern=r"^[A-Za-z]{2}[0-9]{0,3}$")]
Act = Annotated[str, Field(pattern=r"^[a-z-]{1,40}$")]
Several: Any = Field(default_factory=list, max_length=20)


class Asking(BaseModel):
    """What every question may say: the language in which a person is spoken to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lang: Literal["fr", "en"] | None = None


class Paging(Asking):
    """A question that is answered a page at a time."""

    cursor: Annotated[str, Field(max_length=1000)] | None = None
    limit: int = Field(default=USUAL, ge=1, le=MOST)

    def question(self, path: str = "") -> str:
        """Return what is asked but for how much and from where: cursors are good for one question only."""
        return path + self.model_dump_json(exclude={"cursor", "limit", "lang"})


class Listing(Paging):
    """Which resolutions are listed, and in which order."""

    order: Order = "number"
    organ: Organ | None = None
    session: Session | None = None
    year: int | None = Field(default=None, ge=1945, le=2999)
    language: Tag | None = None


class Browsing(Paging):
    """Which of the resolutions known are asked for, and in which language titles are told."""

    organ: Organ | None = None
    session: Session | None = None
    item: Session | None = None
    year: int | None = Field(default=None, ge=1945, le=2999)
    committee: Name | None = None
    subject: Name | None = None
    goal: Name | None = None
    sponsor: Name | None = None
    state: Name | None = None
    vote: Literal["yes", "no", "abstain"] | None = None
    language: Literal["fr", "en"] = "fr"


class Filing(Paging):
    """Which documents that are no resolutions are listed."""

    q: Words = ""
    organ: Organ | None = None
    session: Session | None = None
    type: DocumentType | None = None


class Measuring(Asking):
    """What statistics are of."""

    organ: KnownOrgan | None = None
    as_of: Day | None = None


class Issuing(Asking):
    """In which language a document is wanted, and the day on which what it answers stands."""

    language: Tag | None = None
    as_of: Day | None = None


class Naming(Asking):
    """In which language the text of a resolution is wanted."""

    language: Tag | None = None


class Sifting(Asking):
    """What passages are meant, as in ``alinea search``."""

    q: Words = ""
    organ: list[Organ] = Several
    session: list[Session] = Several
    year: Years | None = None
    language: list[Tag] = Several
    part: list[PART] = Several
    act: list[Act] = Several
    kind: list[CommitmentKind] = Several
    bearer: list[Name] = Several
    mentions: list[Name] = Several
    subject: list[Name] = Several
    cites: list[Name] = Several


class Searching(Sifting, Paging):
    """What passages are searched for, in which order, each by itself or under its resolution."""

    order: Literal["relevance", "date"] = "relevance"
    by_text: bool = False


class Likening(Asking):
    """What paragraphs are to be like, as in ``alinea like``."""

    q: Words
    language: list[Tag] = Several
    limit: int = Field(default=10, ge=1, le=100)


class Around(Asking):
    """How much of what stands around a resolution is wanted."""

    limit: int = Field(default=USUAL, ge=1, le=MOST)


class Owing(Paging):
    """Which commitments are wanted, as in ``alinea due``."""

    session: Session | None = None
    organ: KnownOrgan | None = None
    since: Day | None = None
    before: Day | None = None
    bearer: Name | None = None
    groups: bool = False
    about: Annotated[str, Field(max_length=200)] = ""
    work: Name | None = None
    kind: list[CommitmentKind] = Several
    nature: list[Nature] = Several
    means: list[MeansClass] = Several
    status: list[Literal["due", "met", "overdue", "lapsed", "superseded", "unknown", "undated", "all"]] = (
        Several
    )
    as_of: Day | None = None


class Scheduling(Asking):
    """Which paper is wanted, as in ``alinea cycle``."""

    session: Session | None = None
    organ: KnownOrgan | None = None
    bearer: Name | None = None
    kind: list[CommitmentKind] = Several
    since: Day | None = None
    months: int | None = Field(default=None, ge=1, le=60)
    # `register` itself is a method of every model.
    registered: RegisterName = Field(default="observances", alias="register")
    as_of: Day | None = None


class OnADay(Asking):
    """The day on which statuses stand."""

    as_of: Day | None = None


class Knowing(Paging):
    """Which actors are listed."""

    q: Annotated[str, Field(max_length=200)] = ""


class TextIn(Asking):
    """What is said of a text that is sent."""

    name: Annotated[str, Field(min_length=1, max_length=255)] = "text"
    language: Literal["fr", "en", "auto"] = "auto"


class Comparing(Asking):
    """Which two texts are compared."""

    before: Name
    after: Name
    language: Tag | None = None


class Drafting(Asking):
    """For which session a text is carried on, and the form of the draft."""

    session: Session
    language: Tag | None = None
    form: Form = "json"
    as_of: Day | None = None


class Linting(TextIn):
    """Which rules a text is looked at by."""

    select: list[Rule] = Several
    ignore: list[Rule] = Several
    library: bool = True


class Reading(Asking):
    """A question without parameters of its own."""
