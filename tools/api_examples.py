"""Write the examples of the API's description: what it answers over the samples, long lists cut to their first thing.

python tools/api_examples.py
"""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from alinea.library.adding import Asked, add
from alinea.server.api.app import build
from alinea.server.api.casework import Casework
from alinea.store.library import Library

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/alinea/server/api/examples.json"
TODAY = datetime.date(2026, 11, 21)

QUESTIONS = {
    "listClusters": "clusters",
    "listResolutions": "resolutions?limit=1",
    "browse": "browse?organ=A&session=62&limit=1",
    "getResolution": "resolutions/A/RES/75/28",
    "getParagraph": "paragraphs/A/RES/75/28/op_6",
    "search": "search?q=neutralité&part=operative&limit=1",
    "ask": "ask?q=What did 75/28 ask of the Secretary-General?&limit=1",
    "countFacets": "facets?q=paix",
    "listCommitments": "commitments?work=A/RES/75/28&kind=report&as_of=2021-03-01",
    "getCommitment": "commitments/A/RES/75/28/op_6/report/1?as_of=2021-03-01",
    "explain": "explanations/A/RES/75/28/op_6/report/1?as_of=2021-03-01",
    "getSchedule": "schedules/cycle?since=2021-09-01&months=14&as_of=2021-03-01",
    "listSubjects": "subjects",
    "getSubjects": "subjects/A/RES/75/272",
    "listActors": "actors?q=secretary-general&limit=1",
    "getActor": "actors/secretary-general?as_of=2021-03-01",
    "listCitations": "citations/A/RES/62/27?limit=1",
    "listCitedBy": "cited-by/A/RES/56/24T?limit=1",
    "getNeighbourhood": "neighbourhood/A/RES/62/27?limit=1",
    "listRelations": "relations?of=A/RES/75/272",
    "getSeries": "series/A/RES/62/27",
    "compare": "compare?before=A/RES/62/27&after=A/RES/75/28",
    "draftNext": "drafts/A/RES/75/28?session=77&as_of=2021-03-01",
    "getStatistics": "statistics?as_of=2021-03-01",
    "getStats": "stats",
    "getProblem": "problems/not-held",
}
"""A question for each operation, as its example answers it."""


def short(value: Any) -> Any:
    """A value with its long lists cut: one thing of each, three words; pairs of places stay whole."""
    if isinstance(value, dict):
        return {key: short(each) for key, each in value.items()}
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return [short(value[0])]
        if value and isinstance(value[0], list):
            return value[:1]
        return value[:3]
    return value


def main() -> None:
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        with Library.open(path, create=True) as library:
            samples = sorted(str(each) for each in Path("samples").glob("*.txt"))
            add(library, [Asked(each) for each in samples], lambda _: None, processes=1)
        now = datetime.datetime.combine(TODAY, datetime.time(9), datetime.UTC)
        casework = Casework(Path(folder) / "desk.sqlite", "Ana Diallo", lambda: now)
        app = build(path, lambda: TODAY, casework=casework)
        api = TestClient(app, base_url="http://localhost/api/v1/", client=("127.0.0.1", 50000))
        opening = {"address": "A/RES/62/27#op_8", "kind": "call-for-views", "on": "2008-01-15"}
        opened = api.post("cases", json=opening).json()
        found = {name: short(api.get(question).json()) for name, question in QUESTIONS.items()}
        found["openCase"] = short(opened)
        reply = {"action": "reply", "sender": "Cuba", "on": "2008-04-02", "text": "…"}
        found["changeCase"] = short(api.post("cases/1/changes", json=reply).json())
        found["listAddressees"] = short(api.get("cases/1/addressees").json())
        found["listCases"] = short(api.get("cases").json())
        reviews = {"addresses": ["A/RES/75/28#op_1", "A/RES/75/28#op_2"], "why": "alike"}
        found["openReviews"] = short(api.post("cases/reviews", json=reviews).json())
        found["getCase"] = short(api.get("cases/1").json())
        data = Path("samples/A-RES-75-28.fr.txt").read_bytes()
        read = api.post("read", content=data, params={"name": "A-RES-75-28.fr.txt"})
        found["readText"] = short(read.json())
        found["lintText"] = short(
            api.post("lint", content=data, params={"name": "A-RES-75-28.fr.txt"}).json()
        )
        app.state.served.close()
        later = Path(folder) / "later.sqlite"
        with Library.open(later, create=True) as library:
            texts = [*samples, "tests/mechanisms/continuations/A-RES-63-927.txt"]
            add(library, [Asked(each) for each in texts], lambda _: None, processes=1)
        series = TestClient(build(later, lambda: TODAY), base_url="http://localhost/api/v1/")
        found["followSeries"] = short(series.get("threads/A/RES/62/27").json())
    TARGET.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
