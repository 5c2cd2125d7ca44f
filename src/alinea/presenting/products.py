"""What is drafted from a case of views sought: the note verbale that asks for them, and the report that compiles them.

The note has the form of those of the Secretariat (ODA/16-2017/NDV of 2017, on A/RES/71/67): who asks, of whom, by which
paragraph, in its own words, by when. The report has that of A/62/133 and A/59/128: an introduction with the authority
and the note, the replies by State as received with language and day, and what came later in addenda. What is not
known is left open, and shown to be; nothing is written that neither the text nor the case holds.
"""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from alinea.drafting.carrying import session_line
from alinea.drafting.wording import drafting_words
from alinea.model.address import Address
from alinea.model.cases import Basis, Block, BlockKind, Case, CaseFile, Product, Reply, Run
from alinea.presenting.places import place
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.vocab.actor_names import name_of
from alinea.vocab.folding import fold
from alinea.vocab.tables import table

_OPENS, _ENDS = "\ue000", "\ue001"
"""What stands around a stretch that is left open while a sentence is put together: no text has these characters."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which replies a report reproduces.

    Attributes:
        replies: in the order in which they were received; same: left out, as the sender sent the same before.
        later: received after the report, for an addendum; addendum: its number, None for the report itself.
    """

    replies: tuple[Reply, ...]
    same: tuple[Reply, ...]
    later: tuple[Reply, ...]
    addendum: int | None = None


def selected(case: CaseFile, until: datetime.date, addendum: int | None = None) -> Selection:
    """Return the replies for the report of a case, or for an addendum to it.

    Args:
        until: the last day whose replies are in the report; those received later are for addenda.
        addendum: its number, None for the report.
    """
    standing = [each for each in case.replies if not each.withdrawn]
    kept = [each for each in standing if not each.same]
    early = tuple(each for each in kept if each.received_on <= until)
    late = tuple(each for each in kept if each.received_on > until)
    same = tuple(each for each in standing if each.same)
    return Selection(late if addendum else early, same, () if addendum else late, addendum)


def note_verbale(
    case: Case,
    basis: Basis,
    words: Words,
    day: datetime.date,
    office: str | None,
    *,
    purpose: str = "note-verbale",
) -> Product:
    """Return the note verbale by which views are sought, one that recalls it, or one that invites to a meeting.

    Args:
        basis: the text in the language of the note, where the library has it, else in another.
        words: of that language; day: of the note; office: that sends it, None to be given.
        purpose: ``note-verbale``, ``reminder`` or ``invitation``.
    """
    if purpose == "invitation":  # to those of whom the text asks that they meet
        basis = replace(basis, addressees=basis.addressees or basis.asked)
    parts = Parts(basis, words)
    sender = plain(office) if office else left_open(words("note.office"))
    collecting = next((each for each in case.steps if each.name == "replies"), None)
    by = words.date(collecting.due_on) if collecting and collecting.due_on else left_open(words("note.day"))
    known = {id for _, id in basis.addressees}
    alone = known == {"member-states"}
    missions = words("note.missions") if alone else words("note.addressees")
    to_missions = words("note.to-missions") if alone else words("note.to-addressees")
    blocks = [block("text", f"{words('note.reference')} {left_open(words('note.reference-number'))}")]
    if not alone:
        blocks.append(block("text", words("note.list", addressees=parts.addressees())))
    opening = words(
        "note.opening",
        office=sender,
        missions=to_missions,
        resolution=parts.resolution(),
        title=parts.title(),
    )
    blocks.append(block("text", opening))
    blocks.append(
        block("text", words("note.paragraph", paragraph=parts.paragraph(), organ=parts.organ("the")))
    )
    blocks.append(block("quote", parts.quoted()))
    if purpose == "reminder":
        sent = next((each.done_on for each in case.steps if each.name == "note-verbale"), None)
        first = words.date(sent) if sent else left_open(words("note.day"))
        blocks.append(block("text", words("note.reminder", office=sender, day=first)))
    if purpose == "invitation":
        held = next((each.due_on for each in case.steps if each.name == "holding"), None)
        facts = {"day": words.date(held) if held else left_open(words("note.day"))}
        facts |= {"place": left_open(words("note.place"))}
        blocks.append(block("text", words("note.invitation", office=sender, missions=missions, **facts)))
    else:
        blocks.append(block("text", words("note.request", office=sender, day=by)))
    if basis.session is not None and purpose != "invitation":
        said = words("note.session", organ=parts.organ("to"), session=parts.session())
        blocks.append(block("text", said))
    blocks.append(block("text", words("note.closing", office=sender, missions=missions)))
    blocks.append(block("text", words.date(day)))
    return Product(
        language=words.language,
        organization=drafting_words(words.language).table["masthead"]["organization"],
        organ=words("note.name"),
        symbol="",
        aside=(),
        lines=(),
        blocks=tuple(blocks),
    )


def compiled_report(
    case: Case, basis: Basis, words: Words, chosen: Selection, until: datetime.date
) -> Product:
    """Return the report that compiles the replies to a call for views, or an addendum to it.

    Args:
        basis: the text in the language of the report, where the library has it, else in another.
        words: of that language; until: the day up to which replies are in it.
    """
    parts, steps = Parts(basis, words), {each.name: each for each in case.steps}
    lines = drafting_words(words.language).table["masthead"]
    symbol = steps["submission"].document or f"{basis.work.partition('/RES/')[0]}/{basis.session or '…'}/…"
    if chosen.addendum:
        symbol = f"{symbol}/Add.{chosen.addendum}"
    groups = _groups(chosen.replies, words)
    blocks = [block("title", parts.title())]
    whose = "secretary-general" in {id for _, id in basis.asked}
    key = "report.by-secretary-general" if whose else "report.by"
    blocks.append(block("subtitle", words(key) if whose else left_open(words(key))))
    if chosen.addendum:
        blocks.append(block("subtitle", words("report.addendum")))
    blocks.append(block("heading", words("report.contents")))
    if not chosen.addendum:
        blocks.append(block("text", words("report.introduction", number="I")))
    first = 1 if chosen.addendum else 2
    for number, (key, senders) in enumerate(groups, first):
        blocks.append(block("text", words(f"report.{key}", number=_roman(number))))
        blocks += [block("entry", plain(name)) for name, _ in senders]
    if not chosen.addendum:
        blocks += _introduction(case, parts, chosen, until)
    for number, (key, senders) in enumerate(groups, first):
        heading = words(f"report.{key}", number=_roman(number))
        blocks.append(block("heading", left_open(heading) if key == "unknown" else heading))
        for name, replies in senders:
            blocks.append(block("sender", plain(name)))
            for reply in replies:
                blocks += _reply_blocks(reply, words)
    return Product(
        language=words.language,
        organization=lines["organization"],
        organ=words.find(f"organ.{basis.work.partition('/RES/')[0]}") or "",
        symbol=symbol,
        aside=(lines["general"], lines["open"], lines["original"].format(language=_originals(chosen, words))),
        lines=(
            session_line(basis.session, drafting_words(words.language)),
            lines["item"].format(item=lines["open"]),
        ),
        blocks=tuple(blocks),
    )


class Parts:
    """The facts of a text in the words of a language, each left open where it is not known."""

    def __init__(self, basis: Basis, words: Words) -> None:
        self.basis, self.words = basis, words
        self.series, _, self.number = basis.work.partition("/RES/")

    def organ(self, how: str) -> str:
        """Return the organ with its article: ``the``, ``of``, ``to``."""
        said = self.words.find(f"organ-{how}.{self.series}")
        return said or left_open(
            self.words(f"organ-{how}.other", name=self.words.find(f"organ.{self.series}") or self.series)
        )

    def resolution(self) -> str:
        """Return the resolution with its organ and day."""
        adopted = self.basis.adopted_on
        day = self.words.date(adopted) if adopted else left_open(self.words("note.day"))
        return self.words("note.resolution", number=plain(self.number), organ=self.organ("of"), day=day)

    def title(self) -> str:
        """Return its title."""
        title = plain(self.basis.title) if self.basis.title else self.words("note.title")
        return title if self.basis.title and self._same else left_open(title)

    def paragraph(self) -> str:
        """Return the number of the paragraph as it is named in running words."""
        found = Address.parse(self.basis.paragraph or "")
        said = place(self.basis.paragraph or "", self.words)
        if found is not None and found.part == "op" and not found.section and found.counted is False:
            return said.replace(self.words("note.abbreviated"), self.words("note.spelled"))
        return said

    def quoted(self) -> str:
        """Return the words of the paragraph between quotation marks, open where they are in another language."""
        said = self.words("note.quote", text=plain(self.basis.text.rstrip().rstrip(";.").rstrip()))
        return said if self._same else left_open(said)

    def asked(self) -> str:
        """Return the words of what the text asks, open where they are in another language."""
        said = self.words("note.quote", text=plain((self.basis.quote or "").strip()))
        return said if self._same else left_open(said)

    def session(self) -> str:
        """Return the session at which it is due."""
        number = self.basis.session or 0
        return self.words(
            "note.session-named", session=drafting_words(self.words.language).spelled(number, "")
        )

    def addressees(self) -> str:
        """Return whose views are sought, as the text prints them."""
        named = [
            self.words.find(f"addressee.{id}") or (plain(name) if self._same else left_open(plain(name)))
            for name, id in self.basis.addressees
        ]
        return self.words.listing(named) if named else left_open(self.words("note.addressees-unknown"))

    @property
    def _same(self) -> bool:
        return self.basis.language == self.words.language


def _introduction(case: Case, parts: Parts, chosen: Selection, until: datetime.date) -> Iterator[Block]:
    words, steps = parts.words, {each.name: each for each in case.steps}
    yield block("heading", words("report.introduction", number="I"))
    authority = words(
        "report.authority",
        paragraph=parts.paragraph(),
        resolution=parts.resolution(),
        title=parts.title(),
        organ=parts.organ("the"),
        text=parts.quoted(),
    )
    yield replace(block("numbered", authority), number=1)
    sent, asked = steps["note-verbale"].done_on, steps["replies"].due_on
    said = words(
        "report.pursuant",
        day=words.date(sent) if sent else left_open(words("note.day")),
        addressees=parts.addressees(),
        until=words.date(asked) if asked else left_open(words("note.day")),
    )
    yield replace(block("numbered", said), number=2)
    received = words.date(until)
    key = "report.received" if chosen.replies else "report.none-received"
    yield replace(block("numbered", words(key, day=received)), number=3)


def _groups(replies: Sequence[Reply], words: Words) -> list[tuple[str, list[tuple[str, list[Reply]]]]]:
    """Return the replies by whether their senders are States, other actors, or not known; each by sender, by name."""
    states = table("common", "states")
    found: dict[str, dict[str, tuple[str, list[Reply]]]] = {}
    for each in replies:
        state = each.sender_id in states
        key = "governments" if state else "entities" if each.sender_id else "unknown"
        name = (state and name_of(each.sender_id or "", words.language)) or each.sender
        _, theirs = found.setdefault(key, {}).setdefault(each.sender_id or fold(each.sender), (name, []))
        theirs.append(each)
    return [
        (key, sorted(found[key].values(), key=lambda sender: fold(sender[0])))
        for key in ("governments", "entities", "unknown")
        if key in found
    ]


def _reply_blocks(reply: Reply, words: Words) -> Iterator[Block]:
    language = _language(reply.language, words) if reply.language else left_open(words("report.language"))
    yield block("bracketed", words("report.original", language=language))
    yield block("bracketed", words("report.received-on", day=words.date(reply.received_on)))
    if reply.text is None:
        said = words("report.to-transcribe", id=reply.id, file=plain(reply.file_name or ""))
        yield block("text", left_open(said))
        return
    for paragraph in re.split(r"\n\s*\n", reply.text.strip()):
        yield Block("text", (Run(" ".join(paragraph.split())),))


def reserves(basis: Basis, chosen: Selection | None, language: str, words: Words) -> Iterator[str]:
    """Yield what a person must know of a product before using it: text in another language, replies to look at.

    Args:
        chosen: the replies of a report, None for a note; language: of the product; words: of the language of the
            reader.
    """
    if basis.language != language:
        yield words("reserve.other-language", work=basis.work)
    if chosen is None:
        return
    for each in chosen.replies:
        if each.text is None:
            yield words("reserve.unreadable", id=each.id, sender=each.sender)
        if each.sender_id is None:
            yield words("reserve.unknown", id=each.id, sender=each.sender)
        if each.again is not None:
            yield words("reserve.again", id=each.id, sender=each.sender, first=each.again)
        if each.late:
            yield words("reserve.late", id=each.id, sender=each.sender)
    for each in chosen.same:
        yield words("reserve.same", id=each.id, sender=each.sender, first=each.again)
    for each in chosen.later:
        yield words("reserve.later", id=each.id, sender=each.sender, day=words.date(each.received_on))


def _originals(chosen: Selection, words: Words) -> str:
    """Return the languages of the replies, as the masthead of a report names them; open where one is not known."""
    if not chosen.replies or any(each.language is None for each in chosen.replies):
        return str(drafting_words(words.language).table["masthead"]["open"])
    tags = dict.fromkeys(each.language or "" for each in chosen.replies)
    return "/".join(sorted(_language(tag, words) for tag in tags))


def _language(tag: str, words: Words) -> str:
    return str(words.locale.languages.get(tag) or tag)


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV")[number - 1]


def plain(text: str) -> str:
    """Return a text without the signs that set off what is left open."""
    return text.replace(_OPENS, "").replace(_ENDS, "")


def left_open(text: str) -> str:
    """Return words that a person has to complete or to settle."""
    return f"{_OPENS}{plain(text)}{_ENDS}"


def block(kind: BlockKind, text: str) -> Block:
    """Return a block, its stretches told apart by whether they are open."""
    runs = []
    for stretch in re.split(f"({_OPENS}[^{_ENDS}]*{_ENDS})", text):
        if stretch:
            runs.append(Run(plain(stretch), stretch.startswith(_OPENS)))
    return Block(kind, tuple(runs))


ProductForm = Literal["text", "docx", "eml"]

_WIDTH = 80


def render(
    product: Product, form: ProductForm, words: Words, made_on: datetime.date, subject: str = ""
) -> bytes:
    """Return a product in a form.

    Args:
        subject: of a message, and the name of the file attached to it.
        words: of the language of the product; made_on: the date that the document says it was made on.
    """
    notice = words("draft.mark")
    if form == "eml":
        document = render(product, "docx", words, made_on)
        return _message(product, document, notice, subject or product.organ, words)
    if form == "docx":
        from alinea.presenting.docx.papers import product_to_docx

        return product_to_docx(product, notice, made_on=made_on)
    return "".join(f"{line}\n" for line in _lines(product, notice)).encode("utf-8", "replace")


def _message(product: Product, document: bytes, notice: str, subject: str, words: Words) -> bytes:
    """Return a message with the words of a product, which is attached as a Word document."""
    message = unsent(subject, "\n".join(_lines(product, notice)))
    message.add_attachment(
        document,
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename=f"{re.sub(r'[^0-9A-Za-z]+', '-', fold(subject)).strip('-')[:80] or 'draft'}.docx",
    )
    message["Content-Language"] = words.language  # last: what is set before, the parts take away
    return message.as_bytes()


def unsent(subject: str, text: str) -> EmailMessage:
    """Return a message that a person opens in their own program, addresses and sends: Alinéa sends none.

    ``X-Unsent`` has programs open it as one that is still to be sent.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(printable(subject).split())
    message["X-Unsent"] = "1"
    message.set_content(f"{text}\n", charset="utf-8")
    return message


def _lines(product: Product, notice: str) -> Iterator[str]:
    yield notice
    yield ""
    head = (product.organization, product.symbol, product.organ, *product.aside, *product.lines)
    yield from (printable(each) for each in head if each)
    for block in product.blocks:
        text = printable(block.text)
        if block.kind not in ("bracketed", "entry"):
            yield ""
        indent = "    " if block.kind in ("quote", "entry") else ""
        first = f"{block.number}. " if block.number else indent
        yield from textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=indent) or [""]
