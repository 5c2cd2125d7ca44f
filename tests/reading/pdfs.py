"""PDFs for tests, set in the layout of United Nations documents from texts of our own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 612.0, 792.0
_FACES = {"": "Times-Roman", "_": "Times-Italic", "*": "Times-Bold"}


@dataclass
class Word:
    """Letters of one face that are not parted; `space` says whether a space stands before them."""

    text: str
    face: str = ""
    raised: bool = False
    space: bool = False
    link: str = ""

    def width(self, size: float) -> float:
        return float(stringWidth(self.text, _FACES[self.face], 0.65 * size if self.raised else size))


def words(marked: str) -> list[Word]:
    """Read ``_italic words_``, ``*bold words*``, ``^1^`` for a superscript and ``[words](address)``."""
    found: list[Word] = []
    face, link, space = "", "", False
    for token in re.findall(r"\^[^^]+\^|\[[^\]]+\]\([^)]+\)|[_*]|\s+|[^\s_*^\[]+|\[", marked):
        if token in _FACES:
            face = "" if face == token else token
        elif token.isspace():
            space = True
        elif token[0] == "^":
            found.append(Word(token[1:-1], face, True, space))
            space = False
        elif token[0] == "[" and "](" in token:
            shown, link = token[1:-1].split("](")
            found.append(Word(shown, face, False, space, link))
            space = False
        else:
            found.append(Word(token, face, False, space))
            space = False
    return found


@dataclass
class Typesetter:
    """Sets paragraphs on pages, with footnotes, running heads and page numbers.

    Attributes:
        left, right: margins of the text; pitch: of its lines; after: white space below a paragraph.
        running: the running head of the second and further pages; symbol beside it; `lined`, with a rule below.
        foot: whether page and job numbers stand at the foot.
    """

    left: float = 123.0
    right: float = 489.0
    top: float = 710.0
    bottom: float = 100.0
    size: float = 10.0
    pitch: float = 12.0
    after: float = 6.0
    symbol: str = "A/RES/91/14"
    running: str = "Les archives des petites bibliothèques"
    job: str = "36-04893"
    lined: bool = True
    foot: bool = True
    pages: int = 1
    _notes: list[str] = field(default_factory=list)
    _note_lines: int = 0

    def __post_init__(self) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
        self.y = self.top

    # -- what a test calls

    def put(self, x: float, y: float, marked: str, size: float | None = None) -> float:
        """Print words at a place; return where they end."""
        return self._row(x, y, words(marked), size or self.size)

    def write(self, x: float, y: float, text: str, size: float | None = None) -> None:
        """Print characters as they are."""
        self.canvas.setFont(_FACES[""], size or self.size)
        self.canvas.drawString(x, y, text)

    def masthead(self, organ: str, date: str, outset: list[str]) -> None:
        """Print the head of a first page, and the lines that stand out to the left."""
        self.put(self.left, 734, "Nations Unies", 14)
        self.put(492, 735, self.symbol)
        self.put(self.left, 706, f"*{organ}*", 20)
        self.put(397, 706, "Distr. générale")
        self.put(397, 694, date)
        for height in (727.0, 582.0):
            self.canvas.line(60, height, 552, height)
        self.y = 570.0
        for line in outset:
            self.put(60, self.y, line)
            self.y -= self.pitch
        self.y -= 24

    def paragraph(
        self,
        marked: str,
        number: str = "",
        *,
        first: float = 24.0,
        inset: float = 0.0,
        notes: tuple[str, ...] = (),
        size: float | None = None,
    ) -> None:
        """Set a paragraph: its first line set in by `first`, all of it by `inset`."""
        for row, _ in self._wrapped(marked, number, first, inset, size or self.size):
            needed = [
                note for word in row if word.raised for note in notes if note.startswith(f"^{word.text}^")
            ]
            if self.y - self.pitch < self.bottom + 11 * (len(self._notes) + len(needed)):
                self.new_page()
            self._notes += needed
            start = self.left + inset + (first if row is self._first else 0.0)
            if row is self._first and number:
                self.put(start, self.y, number, size)
                start = max(self.left + inset + first + 24, start + 24)
            self._row(start, self.y, row, size or self.size)
            self.y -= self.pitch
        self.y -= self.after

    def heading(self, marked: str, number: str = "", size: float | None = None) -> None:
        """Set a bold heading; its number, where it has one, out to the left."""
        self.y -= self.after
        if number:
            self.put(self.left - 40, self.y, f"*{number}*", size)
        self.paragraph(f"*{marked}*", first=0, size=size)

    def closing(self, *lines: str) -> None:
        """Set lines at the right, as the meeting and the date."""
        for line in lines:
            width = sum(word.width(self.size) for word in words(line)) + 2.5 * line.count(" ")
            self.put(self.right - width, self.y, line)
            self.y -= self.pitch

    def new_page(self) -> None:
        self._finish_page()
        self.canvas.showPage()
        self.pages += 1
        self.y = self.top
        self.put(60, 745, f"*{self.running}*", 8.5)
        self.put(505, 733, f"*{self.symbol}*", 8.5)
        if self.lined:
            self.canvas.line(60, 727, 552, 727)

    def done(self, password: str = "") -> bytes:
        """Return the PDF."""
        self._finish_page()
        if password:
            self.canvas.setEncrypt(StandardEncryption(password))
        self.canvas.save()
        return self.buffer.getvalue()

    # -- how it is done

    def _finish_page(self) -> None:
        y = self.bottom - 20 + 11 * (len(self._notes) - 1)
        if self._notes:
            self.write(self.left - 24, y + 14, "__________________", 8.5)
        for note in self._notes:
            self.put(self.left - 5, y, note, 8.5)
            y -= 11
        self._notes = []
        if not self.foot:
            return
        if self.pages == 1:
            self.put(60, 44, f"{self.job} (F)    020436    060436")
            self.write(60, 30, "*3604893*")
            self.put(440, 40, "Merci de recycler", 8)
        else:
            self.put(60, 37, f"*{self.pages}/9*", 8.5)
            self.put(524, 38, self.job, 7)

    def _wrapped(
        self, marked: str, number: str, first: float, inset: float, size: float
    ) -> Iterator[tuple[list[Word], float]]:
        row: list[Word] = []
        rows: list[list[Word]] = []
        start = self.left + inset + first + (24 if number else 0)
        x = start
        for word in words(marked):
            width = word.width(size) + (0.25 * size if word.space else 0.0)
            if row and word.space and x + width > self.right:
                rows.append(row)
                row, x, width = [], self.left + inset, width - 0.25 * size
            row.append(word)
            x += width
        rows.append(row)
        self._first = rows[0]
        for each in rows:
            yield each, size

    def _row(self, x: float, y: float, row: list[Word], size: float) -> float:
        for place, word in enumerate(row):
            if place and word.space:
                x += 0.25 * size
            letters = 0.65 * size if word.raised else size
            self.canvas.setFont(_FACES[word.face], letters)
            self.canvas.drawString(x, y + (0.34 * size if word.raised else 0.0), word.text)
            if word.link:
                box = (x, y - 2, x + word.width(size), y + size)
                self.canvas.linkURL(word.link, box)
            x += word.width(size)
        return x


def picture_pdf(pages: int = 1) -> bytes:
    """A PDF of pages that are pictures, as a scanner makes."""
    from PIL import Image

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    picture = io.BytesIO()
    Image.new("1", (60, 80), 1).save(picture, "PNG")
    for _ in range(pages):
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def blank_pdf(pages: int) -> bytes:
    """A PDF of pages with nothing on them."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def small_resolution() -> Typesetter:
    """A resolution of two pages: its paragraph 2 is cut by the page end."""
    sheet = Typesetter()
    sheet.masthead(
        "Assemblée générale",
        "2 avril 2036",
        ["*Quatre-vingt-onzième session*", "Point 12 b) de l’ordre du jour"],
    )
    sheet.heading("Résolution adoptée par l’Assemblée générale le 31 mars 2036", size=14)
    sheet.paragraph("(_sans renvoi à une grande commission_ (_A/91/L.7_))", first=0)
    sheet.heading("Les archives des petites bibliothèques et leur sauvegarde", "91/14.", size=12)
    sheet.paragraph("_L’Assemblée générale_,")
    sheet.paragraph(
        "_Rappelant_ sa résolution [90/3](https://undocs.org/fr/A/RES/90/3) du 4 octobre 2035^1^ et le 1^er^ rapport"
        " sur les fonds de 50 km^2^ de rayonnages,",
        notes=("^1^ Voir _Documents officiels_, supplément n^o^ 12 (A/90/12).",),
    )
    sheet.paragraph(
        "_Se déclarant préoccupée_ par l’état des fonds, dont une grande partie n’est ni recensée ni mise à l’abri de"
        " l’humidité, et par la lenteur des travaux^2^,",
        notes=("^2^ A/90/411, annexe.",),
    )
    sheet.paragraph("_Prend acte_ du rapport du Secrétaire général ;", "1.")
    while sheet.y > sheet.bottom + 60:
        sheet.y -= sheet.pitch + sheet.after  # a gap, so that the next paragraph meets the page end
    sheet.paragraph(
        "_Invite_ les États Membres à recenser les fonds que conservent leurs bibliothèques, à en dresser la liste, à"
        " la tenir à jour et à la rendre publique, et à prêter leur concours aux bibliothèques qui n’ont pas les"
        " moyens de le faire, notamment en mettant à leur disposition des spécialistes, des locaux et du matériel,"
        " et à en rendre compte, et décide :",
        "2.",
    )
    sheet.paragraph("Que la liste est tenue dans les six langues officielles ;", "a)")
    sheet.paragraph("Qu’elle comprend :", "b)")
    sheet.paragraph(
        "Les fonds antérieurs à l’an 1800, quelle que soit la langue dans laquelle ils sont écrits et quel que soit"
        " leur état de conservation ;",
        "i)",
        first=0,
        inset=24,
    )
    sheet.paragraph("Les autres fonds ;", "ii)", first=0, inset=24)
    sheet.heading("Suite à donner")
    sheet.paragraph("_Décide_ de rester saisie de la question.", "3.")
    sheet.closing("_70_^e^ _séance plénière_", "_31 mars 2036_")
    return sheet
