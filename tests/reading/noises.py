"""Clean resolutions set anew with one noise, as other programs leave them: what the tests and the bench of noise read."""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

import pdfs
import word_documents

from alinea.model.problems import UnreadableError
from alinea.model.record import Paragraph, Record
from alinea.pipeline import read_bytes

WIDTH = 88
"""Characters of a line, as wrapped texts have."""


def unmarked(number: str) -> str:
    """Print no mark where a note is called."""
    return ""


@dataclass(frozen=True)
class Row:
    """A paragraph to be set: what it is, its label, how deep it stands, its words and the marks of notes in them."""

    kind: str
    label: str
    depth: int
    text: str
    calls: tuple[tuple[str, int], ...] = ()

    @property
    def numbered(self) -> bool:
        """It is an operative paragraph with a number of its own."""
        return self.kind == "operative" and self.depth == 0

    def shown(self, mark: Callable[[str], str] = unmarked) -> str:
        """Return its words with the marks of notes as `mark` prints them."""
        text = self.text
        for number, at in sorted(self.calls, key=lambda call: -call[1]):
            text = text[:at] + mark(number) + text[at:]
        return text


@dataclass(frozen=True)
class Clean:
    """A resolution as it was read from a clean text."""

    record: Record
    rows: tuple[Row, ...]
    language: str

    def notes(self) -> list[tuple[str, str]]:
        return [(note.number, note.text) for note in self.record.footnotes]


def rows_of(record: Record) -> tuple[Row, ...]:
    """Return the rows of a resolution, from its title to the line of its meeting."""
    closing = "(" if record.language == "en" else ""

    def below(paragraphs: Sequence[Paragraph], kind: str, depth: int) -> Iterator[Row]:
        for each in paragraphs:
            label = "" if each.number is None else each.number.rsplit(".", 1)[-1]
            if label:
                label = f"{closing}{label})" if depth else f"{label}."
            yield Row(kind, label, depth, each.text, tuple((call.number, call.at) for call in each.calls))
            yield from below(each.children, kind, depth + 1)

    number = (record.symbol or "").rsplit("/RES/", 1)[-1]
    return (
        Row("title", "", 0, f"{number}. {record.title}"),
        Row("enacting", "", 0, record.enacting or ""),
        *below(record.preamble, "preambular", 0),
        *below(record.operative, "operative", 0),
    )


# -- how texts are set


def wrapped(text: str, indent: str = "    ", width: int = WIDTH) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def line(row: Row, mark: Callable[[str], str] = unmarked) -> str:
    return f"{row.label} {row.shown(mark)}".strip()


def plain(rows: Sequence[Row], between: str = "\n\n", mark: Callable[[str], str] = unmarked) -> str:
    return between.join("\n".join(wrapped(line(row, mark), "    " * row.depth)) for row in rows) + "\n"


def unwrapped(rows: Sequence[Row], between: str = "\n\n") -> str:
    return between.join(line(row) for row in rows) + "\n"


def relabelled(rows: Sequence[Row], change: Callable[[str], str]) -> list[Row]:
    """Return the rows with other labels for the paragraphs that have numbers."""
    return [replace(row, label=change(row.label[:-1])) if row.numbered else row for row in rows]


# -- the noises: each makes a file of a resolution

Noise = Callable[[Clean, random.Random], tuple[str, bytes]]


def text_file(text: str, name: str = "text.txt") -> tuple[str, bytes]:
    return name, text.encode()


def as_it_is(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    return text_file(plain(clean.rows))


def margin(step: int, by_page: bool, right: bool = False) -> Noise:
    def noise(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
        out, count = [], 0
        for each in plain(clean.rows).split("\n"):
            if not each.strip():
                out.append("")
                continue
            count += 1
            if by_page and count > 40:
                count = 1
            number = str(count) if count % step == 0 else ""
            out.append(
                f"{each:<{WIDTH + 4}}  {number}".rstrip() if right else f"{number:>4}  {each}".rstrip()
            )
        return text_file("\n".join(out))

    return noise


def glued_notes(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    notes = "\n".join(f"{number} {text}" for number, text in clean.notes())
    return text_file(plain(clean.rows, mark=str) + ("\n__________________\n\n" + notes if notes else ""))


def glued_notes_html(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    body = "".join(f"<p>{escape(line(row, str))}</p>\n" for row in clean.rows)
    notes = "".join(f"<p>{number} {escape(text)}</p>\n" for number, text in clean.notes())
    return text_file(f"<html><body>{body}<hr>{notes}</body></html>", "text.html")


def numbers(change: Callable[[str], str]) -> Noise:
    def noise(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
        return text_file(plain(relabelled(clean.rows, change)))

    return noise


def breaks(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    title, *rest = clean.rows
    body = "<br>\n".join(escape(line(row)) for row in rest)
    return text_file(
        f"<html><body><div>{escape(title.text)}</div><div>{body}</div></body></html>", "text.html"
    )


def all_breaks(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    body = "<br/>".join(escape(line(row)) for row in clean.rows)
    return text_file(f"<html><body><p>{body}</p></body></html>", "text.html")


def word_breaks(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    title, *rest = clean.rows
    body = "<w:r>" + "<w:br/>".join(f"<w:t>{escape(line(row))}</w:t>" for row in rest) + "</w:r>"
    return "text.docx", word_documents.word_document(
        word_documents.paragraph(escape(title.text)) + word_documents.paragraph(body)
    )


def without_signs(rows: Sequence[Row]) -> list[Row]:
    return [
        replace(row, text=re.sub(r"\s*(?:[,;]\s+(?:and|et)|[.,;:])\Z", "", row.text)) if row.kind != "enacting" else row
        for row in rows
    ]  # fmt: skip


def signless(between: str) -> Noise:
    def noise(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
        return text_file(unwrapped(without_signs(clean.rows), between))

    return noise


def single(wrap: bool) -> Noise:
    def noise(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
        return text_file(plain(clean.rows, "\n") if wrap else unwrapped(clean.rows, "\n"))

    return noise


def labels(preambular: str, operative: str) -> Noise:
    def noise(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
        count, out = 0, []
        for row in clean.rows:
            if row.kind == "preambular" and row.depth == 0:
                count += 1
                row = replace(row, label=preambular.format(count))
            elif row.numbered:
                row = replace(row, label=operative.format(row.label[:-1]))
            out.append(row)
        return text_file(plain(out))

    return noise


def markdown(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    """Headings, front matter, opening words in italics, lists that nest by white space, escaped numbers."""
    title, enacting, *rest = clean.rows
    out = [
        "---",
        f"title: {title.text!r}",
        "lang: x",
        "---",
        "",
        f"# {title.text}",
        "",
        f"**{enacting.text}**",
        "",
    ]
    for row in rest:
        words = row.text.split(" ", 1)
        opening = " ".join((f"*{words[0]}*", *words[1:])) if not row.depth else row.text
        if row.numbered:
            out += [f"{row.label[:-1]}\\. {opening}", ""]
        else:
            out += ["    " * row.depth + f"{row.label} {opening}".strip(), ""]
    return text_file("\n".join(out), "text.md")


def markdown_list(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    """A list of Markdown: the paragraphs of the preamble under dashes, points as nested numbers."""
    title, enacting, *rest = clean.rows
    out, counts = [f"## {title.text}", "", enacting.text, ""], [0, 0, 0, 0]
    for row in rest:
        counts[row.depth + 1 :] = [0] * (3 - row.depth)
        counts[row.depth] += 1
        if row.kind == "preambular":
            out.append("- " + row.text if not row.depth else "   " * row.depth + f"{row.label} {row.text}")
        elif row.numbered:
            out.append(f"{row.label} {row.text}")
        else:
            out.append("   " * row.depth + f"{counts[row.depth]}. {row.text}")
    return text_file("\n".join(out) + "\n", "text.md")


def hyphenated(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    """Words parted at the ends of lines."""
    out = []
    for row in clean.rows:
        lines = wrapped(line(row), "")
        for at in range(len(lines) - 1):
            first, _, rest = lines[at + 1].partition(" ")
            if len(first) > 7 and first.isalpha() and first.islower() and rest and chance.random() < 0.5:
                lines[at], lines[at + 1] = f"{lines[at]} {first[:4]}-", f"{first[4:]} {rest}"
        out.append("\n".join(lines))
    return text_file("\n\n".join(out))


def page_heads(feed: bool) -> Noise:
    def noise(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
        symbol = clean.record.symbol or ""
        out: list[str] = []
        page = 1
        for number, each in enumerate(plain(clean.rows).split("\n"), 1):
            out.append(each)
            if number % 40 == 0 and each:
                page += 1
                end = ["", f"{page - 1}/9", "\f" if feed else "", symbol, ""]
                if not feed:
                    head = (clean.record.title or "")[:60]
                    end = [
                        "",
                        f"21-19201 {page - 1}/9",
                        "",
                        f"{symbol}    {head}" if page % 2 else f"{head}    {symbol}",
                        "",
                    ]
                out += end
        return text_file("\n".join(out))

    return noise


def page_numbers(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    """Page ends that only a number tells, in the middle of sentences."""
    out: list[str] = []
    for number, each in enumerate(plain(clean.rows).split("\n"), 1):
        out.append(each)
        if number % 20 == 0 and each:
            page = number // 20 + 1
            form = chance.choice(("- {} -", "{}/9", "Page {}", "Page {} of 9", "/...\n\n- {} -"))
            out += ["", form.format(page), ""]
    return text_file("\n".join(out))


def spaces(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    return text_file(
        re.sub(
            r"(?<=\S) (?=\S)",
            lambda _: chance.choice((" ", "  ", "   ", "\N{NO-BREAK SPACE}")),
            plain(clean.rows),
        )
    )


def soft_hyphens(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    return text_file(
        re.sub(
            r"(?<=[^\W\d_]{3})(?=[^\W\d_]{3})",
            lambda _: "\N{SOFT HYPHEN}" if chance.random() < 0.2 else "",
            plain(clean.rows),
        )
    )


def ligatures(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    text = plain(clean.rows)
    for letters, sign in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(letters, sign)
    return text_file(text)


def decomposed(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    return text_file(unicodedata.normalize("NFD", plain(clean.rows)))


def two_columns(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    """A PDF in two columns."""
    setter = pdfs.Typesetter(foot=False, lined=False)
    columns, width, y = (70.0, 320.0), 44, 720.0
    column = 0
    for row in clean.rows:
        for at, each in enumerate(wrapped(line(row), "", width)):
            if y < 80:
                column, y = column + 1, 720.0
                if column == 2:
                    setter.canvas.showPage()
                    column = 0
            setter.write(columns[column] + (0 if at or not row.depth else 10), y, each)
            y -= 12
        y -= 6
    setter.canvas.save()
    return "text.pdf", setter.buffer.getvalue()


def margin_pdf(step: int, right: bool = False) -> Noise:
    """A PDF with the numbers of lines in the margin."""

    def noise(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
        setter = pdfs.Typesetter(foot=False, lined=False)
        y, count = 720.0, 0
        for row in clean.rows:
            for each in wrapped(line(row), "", 80):
                if y < 80:
                    setter.canvas.showPage()
                    y, count = 720.0, 0
                count += 1
                if count % step == 0:
                    setter.write(530 if right else 60 - (5 if count > 9 else 0), y, str(count))
                setter.write(90, y, each)
                y -= 12
            y -= 6
        setter.canvas.save()
        return "text.pdf", setter.buffer.getvalue()

    return noise


def struck(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    """A Word document in which words are struck through."""
    forms = ("<w:strike/>", "<w:dstrike/>", '<w:strike w:val="true"/>')
    body = []
    for row in clean.rows:
        words = line(row).split(" ")
        at = chance.randrange(1, len(words)) if len(words) > 1 else 0
        before, after = " ".join(words[:at]), " ".join(words[at:])
        runs = [word_documents.run(escape(before))] if before else []
        runs.append(word_documents.run(" an old word", chance.choice(forms)))
        if chance.random() < 0.3:
            runs.append('<w:del w:id="1"><w:r><w:delText> gone</w:delText></w:r></w:del>')
        runs.append(word_documents.run(f" {escape(after)}"))
        body.append(word_documents.paragraph("".join(runs)))
    return "text.docx", word_documents.word_document("".join(body))


def capitals(clean: Clean, chance: random.Random) -> tuple[str, bytes]:
    """Opening words in capitals, as old texts and plain mail have them."""
    out = []
    for row in clean.rows:
        if row.kind in ("preambular", "operative") and not row.depth:
            first, _, rest = row.text.partition(" ")
            row = replace(row, text=f"{first.upper()} {rest}", calls=())
        elif row.kind == "enacting":
            row = replace(row, text=row.text.upper())
        out.append(row)
    return text_file(plain(out))


NOISES: dict[str, Noise] = {
    "nothing": as_it_is,
    "line numbers": margin(1, by_page=False),
    "line numbers by page": margin(1, by_page=True),
    "every fifth line": margin(5, by_page=False),
    "line numbers at the right": margin(1, by_page=True, right=True),
    "line numbers, PDF": margin_pdf(1),
    "line numbers at the right, PDF": margin_pdf(1, right=True),
    "every fifth line, PDF": margin_pdf(5),
    "glued notes": glued_notes,
    "glued notes, HTML": glued_notes_html,
    "1)": numbers("{})".format),
    "(1)": numbers("({})".format),
    "1 -": numbers("{} -".format),
    "1.-": numbers("{}.-".format),
    "<br>": breaks,
    "<br> alone": all_breaks,
    "line ends, Word": word_breaks,
    "no signs": signless("\n\n"),
    "no signs, single lines": signless("\n"),
    "single lines": single(wrap=False),
    "single wrapped lines": single(wrap=True),
    "PP1 OP1": labels("PP{}", "OP{}"),
    "PP1. OP1.": labels("PP{}.", "OP{}."),
    "(PP 1) (OP 1)": labels("(PP {})", "(OP {})"),
    "Markdown": markdown,
    "Markdown lists": markdown_list,
    "hyphenated": hyphenated,
    "page heads": page_heads(feed=False),
    "page numbers": page_numbers,
    "page ends": page_heads(feed=True),
    "spaces": spaces,
    "soft hyphens": soft_hyphens,
    "ligatures": ligatures,
    "decomposed letters": decomposed,
    "two columns, PDF": two_columns,
    "struck through, Word": struck,
    "capitals": capitals,
}


# -- how readings are compared


def _key(kind: str, number: str | None, text: str) -> tuple[str, str, str]:
    folded = unicodedata.normalize("NFKD", text.replace("\N{SOFT HYPHEN}", "")).casefold()
    # What stands before the first word is looked at, too: a label or a dash left there is no text.
    return kind, re.sub(r"[^\w.]", "", number or ""), folded[:1] + re.sub(r"[\W_]+", "", folded)


def paragraphs(records: Sequence[Record], points: bool = True) -> Counter[tuple[str, str, str]]:
    """Return the paragraphs of records, by kind, number (of points, where `points`) and words alone."""
    found: Counter[tuple[str, str, str]] = Counter()
    for record in records:
        for kind, some in (("preambular", record.preamble), ("operative", record.operative)):
            for top in some:
                for each in top.walk():
                    number = each.number if points or each is top else (top.number or "")
                    found[_key(kind, number, each.text)] += 1
    return found


def read(name: str, data: bytes) -> list[Record]:
    try:
        return list(read_bytes(data, name))
    except UnreadableError:
        return []
