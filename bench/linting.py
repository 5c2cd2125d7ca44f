"""Measure the rules of lint on adopted texts: the share of texts on which each fires, and examples of those that do often.

    python bench/linting.py [--shared ../shared] [--examples 10] [--rule AL601]

The texts are those that the United Nations have adopted and marked up themselves, French and English, of six sessions
and four organs. Editors have seen them: a rule that fires on more than two texts of a hundred is shown with examples,
to be read by a person; it stays a warning only where the texts are truly wrong.

Then faults are put into 120 of the texts of the General Assembly, one at a time, each set as a person would type it: the
share of them that the rule finds which is for them.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from alinea.library.linting import lint_bytes
from alinea.linting.checking import chosen, lint
from alinea.linting.findings import Finding
from alinea.model.problems import UnreadableError
from alinea.model.record import Paragraph, Record
from alinea.pipeline import read_from
from alinea.presenting.findings import said
from alinea.presenting.words import words_in
from alinea.reading.formats import read_path
from alinea.vocab.linting_words import rules
from alinea.vocab.tables import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
OFTEN = 2.0  # per cent of texts

Found = tuple[str, str, Finding]
"""The name of a file, the words about the place, and what was found."""


def drafts(shared: Path) -> Iterator[tuple[str, str, Record]]:
    """Yield the name, the text and the record of every resolution of the mark-up."""
    for path in sorted((shared / "unxml" / "xml").glob("*.xml")):
        try:
            text = read_path(path)
            for record in read_from(text):
                yield path.name, text.content, record
        except UnreadableError as error:
            print(f"{path.name}: {error}")


def main() -> None:
    """Print the table, and the examples."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    arguments.add_argument("--examples", type=int, default=10)
    arguments.add_argument("--faults", type=int, default=120, help="texts that faults are put into")
    arguments.add_argument("--rule", action="append", default=[], help="show examples of these rules only")
    asked = arguments.parse_args()
    texts: Counter[str] = Counter()
    firing: dict[tuple[str, str], set[str]] = defaultdict(set)
    found: dict[tuple[str, str], list[Found]] = defaultdict(list)
    spent = 0.0
    whole = []
    for name, content, record in drafts(asked.shared):
        texts[record.language] += 1
        whole.append((content, record))
        begun = time.perf_counter()
        findings = lint(record, content, chosen(["AL"]))
        spent += time.perf_counter() - begun
        for finding in findings:
            key = (finding.rule, record.language)
            firing[key].add(name)
            start, end = finding.span
            about = " ".join(content[max(0, start - 50) : min(end, start + 80) + 30].split())
            found[key].append((name, about, finding))
    print(f"{dict(texts)}, {1000 * spent / max(1, texts.total()):.1f} ms a text for all rules\n")
    print("| rule | | fr: texts | findings | en: texts | findings |\n|---|---|---|---|---|---|")
    for rule in rules():
        cells = [_cell(rule, language, texts, firing, found) for language in LANGUAGES]
        print(f"| {rule} | {words_in('en')(f'rule.{rule}.name')} | {' | '.join(cells)} |")
    for (rule, language), each in sorted(found.items()):
        often = 100 * len(firing[rule, language]) > OFTEN * texts[language]
        if rule in asked.rule or (often and not asked.rule):
            _show(rule, language, each, asked.examples)
    faults(whole, asked.faults, seed=20261121)


def faults(texts: list[tuple[str, Record]], count: int, seed: int) -> None:
    """Print how many of the faults put into texts are found by the rule that is for them."""
    chance = random.Random(seed)
    fit = [
        each
        for each in texts
        if each[1].organ == "A" and min(len(each[1].preamble), len(each[1].operative)) > 3
    ]
    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for content, record in chance.sample(fit, min(count, len(fit))):
        typed = Typed(content, record)
        before = typed.found(typed.lines)
        for rule, change in FAULTS.items():
            lines = change(typed, chance)
            if lines is None or record.language not in rules()[rule].languages:
                continue
            made[rule] += 1
            seen[rule] += typed.found(lines)[rule] > before[rule]
    print(f"\n{min(count, len(fit))} texts\n\n| rule | faults | found |\n|---|---|---|")
    for rule in sorted(made):
        print(f"| {rule} | {made[rule]} | {seen[rule]} ({100 * seen[rule] / made[rule]:.1f} %) |")


class Typed:
    """A resolution as a person would type it: the organ's name and its paragraphs, one a line.

    Attributes:
        record: of the resolution; lines: of its text; at: the line of each paragraph, by its id.
    """

    def __init__(self, content: str, record: Record) -> None:
        self.record = record
        self.lines = [record.enacting or ""]
        self.at: dict[str, int] = {}
        for top in (*record.preamble, *record.operative):
            for paragraph in top.walk():
                self.at[paragraph.id] = len(self.lines)
                self.lines.append(_own(content, paragraph))

    def found(self, lines: list[str]) -> Counter[str]:
        """Return how often each rule fires on lines."""
        data = "\n\n".join([*lines, ""]).encode()
        drafts = lint_bytes(data, "draft.txt", chosen(), self.record.language)
        return Counter(finding.rule for draft in drafts for finding in draft.findings)

    def changed(
        self, paragraph: Paragraph, pattern: str, words: str | Callable[[re.Match[str]], str]
    ) -> list[str] | None:
        """Return the lines with the first match in a paragraph replaced; None where there is none."""
        line = self.lines[self.at[paragraph.id]]
        new = re.sub(pattern, words, line, count=1)
        lines = list(self.lines)
        lines[self.at[paragraph.id]] = new
        return None if new == line else lines


def _own(content: str, paragraph: Paragraph) -> str:
    first = min((child.span.start for child in paragraph.children), default=paragraph.span.end)
    pieces = [(span.start, min(span.end, first)) for span in paragraph.pieces or (paragraph.span,)]
    words = " ".join(content[start:end] for start, end in pieces if start < end)
    return " ".join(each for each in re.split(r"[ \n]+", words) if each)


def _recalling(typed: Typed) -> Paragraph | None:
    """Return a preambular paragraph that recalls one resolution of the Assembly with its date."""
    for paragraph in typed.record.preamble:
        cited = [each for each in paragraph.citations if each.date and each.target.startswith("A/RES/")]
        recalls = paragraph.lead is not None and paragraph.lead.act_class == "recalling"
        if recalls and len(cited) == len(paragraph.citations) == 1:
            return paragraph
    return None


def _without_date(typed: Typed, _: random.Random) -> list[str] | None:
    paragraph = _recalling(typed)
    return typed.changed(paragraph, DATE, "") if paragraph else None


def _other_year(typed: Typed, _: random.Random) -> list[str] | None:
    paragraph = _recalling(typed)
    return (
        typed.changed(paragraph, DATE, lambda found: found[0][:-4] + str(int(found[0][-4:]) - 7))
        if paragraph
        else None
    )


def _other_number(typed: Typed, chance: random.Random) -> list[str] | None:
    paragraph = chance.choice(typed.record.operative[1:])
    return typed.changed(paragraph, r"^\d+", lambda found: str(int(found[0]) + 1))


def _astray(typed: Typed, chance: random.Random) -> list[str] | None:
    moved = chance.choice(typed.record.preamble)
    lines = list(typed.lines)
    lines.insert(typed.at[chance.choice(typed.record.operative[1:]).id], lines[typed.at[moved.id]])
    del lines[typed.at[moved.id]]
    return lines


def _other_gender(typed: Typed, _: random.Random) -> list[str] | None:
    for paragraph in typed.record.preamble:
        found = typed.changed(
            paragraph, r"^((?:\w+ment )?\w*[^\W_](?:nt|cu|é|olu|id))e(?= (?!le |la |les |un ))", r"\1"
        )
        if found is not None and paragraph.lead and not paragraph.lead.text.endswith("ante"):
            return found
    return None


def _comma(typed: Typed, chance: random.Random) -> list[str] | None:
    return typed.changed(chance.choice(typed.record.preamble), r",\Z", chance.choice([";", ".", ""]))


def _semicolon(typed: Typed, chance: random.Random) -> list[str] | None:
    plain = [each for each in typed.record.operative[:-1] if not each.children]
    return typed.changed(chance.choice(plain), r"\s?;\Z", chance.choice([",", "."])) if plain else None


def _space(typed: Typed, chance: random.Random) -> list[str] | None:
    space = "" if typed.record.language == "fr" else " "
    return typed.changed(chance.choice(typed.record.operative[:-1]), r"\s?;\Z", f"{space};")


def _apostrophe(typed: Typed, chance: random.Random) -> list[str] | None:
    return typed.changed(chance.choice(typed.record.operative), r"’(?=\w)", "'")


DATE = r"[ \u00a0](?:du|of)[ \u00a0]\d{1,2}(?:er)?[ \u00a0]\w+[ \u00a0]\d{4}"

FAULTS: dict[str, Callable[[Typed, random.Random], list[str] | None]] = {
    "AL101": _other_number,
    "AL104": _astray,
    "AL203": _other_gender,
    "AL302": _without_date,
    "AL304": _other_year,
    "AL501": _comma,
    "AL502": _semicolon,
    "AL601": _space,
    "AL604": _apostrophe,
}
"""What is done to a text, by the rule that should find it; None where the text has nothing to do it to."""


def _cell(
    rule: str,
    language: str,
    texts: Counter[str],
    firing: dict[tuple[str, str], set[str]],
    found: dict[tuple[str, str], list[Found]],
) -> str:
    if language not in rules()[rule].languages:
        return " | "
    share = 100 * len(firing[rule, language]) / max(1, texts[language])
    return f"{share:.1f} % | {len(found[rule, language])}"


def _show(rule: str, language: str, found: list[Found], count: int) -> None:
    print(f"\n{rule} {language}")
    words = words_in(language)
    for name, about, finding in random.Random(rule).sample(found, min(count, len(found))):
        print(f"  {name} {finding.address}: {said(finding, words)}\n      {about}")


if __name__ == "__main__":
    main()
