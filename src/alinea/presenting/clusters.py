"""Mandates that are alike, in words for a person and as rows for a program, with the reason of each cluster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alinea.library.clusters import Cluster
from alinea.presenting.hits import excerpt
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.vocab.actor_names import name_of
from alinea.vocab.subject_words import subjects

QUOTED = 160
"""Characters of a mandate on a line."""


def reason(cluster: Cluster, words: Words) -> str:
    """Return why mandates are alike: of whom they are asked, what, on which matter, and by which words."""
    known = cluster.bearer_id and name_of(cluster.bearer_id, words.language)
    bearer = known or cluster.bearer or words("cluster.nobody")
    said = [words("cluster.asked", bearer=printable(bearer))]
    if cluster.kind != "action":
        said.append(words(f"value.kind.{cluster.kind}"))
    if cluster.subjects:
        names = [subjects()[each].names.get(words.language, each) for each in cluster.subjects]
        said.append(words("cluster.subjects", subjects=words.listing(names)))
    if cluster.words:
        said.append(words("cluster.words", words=printable(", ".join(cluster.words))))
    return " · ".join(
        (*said, words("cluster.likeness", likeness=words.number(round(cluster.likeness * 100))))
    )


def together(cluster: Cluster, words: Words) -> str:
    """Return why the reviews of a cluster are opened: what stands in the history of each."""
    return words("cluster.together", addresses=", ".join(cluster.addresses), reason=reason(cluster, words))[
        :2000
    ]


def cluster_lines(cluster: Cluster, number: int, words: Words) -> Iterator[str]:
    """Yield a cluster for a terminal: its number, organs and reason, then a line a mandate."""
    organs = words.listing([words.find(f"organ.{each}") or each for each in cluster.organs])
    yield words(
        "cluster.head", number=number, organs=organs, mandates=words.count("mandates", len(cluster.entries))
    )
    yield f"   {reason(cluster, words)}"
    for each in cluster.entries:
        text = excerpt(" ".join(each.obligation.quote.split()), (), QUOTED)[0]
        yield printable(f"   {each.obligation.address} · {text}")


def cluster_data(cluster: Cluster, words: Words) -> dict[str, Any]:
    """Return a cluster for a program."""
    return {
        "organs": list(cluster.organs),
        "bearer": cluster.bearer,
        "bearer_id": cluster.bearer_id,
        "kind": cluster.kind,
        "subjects": list(cluster.subjects),
        "words": list(cluster.words),
        "likeness": cluster.likeness,
        "reason": reason(cluster, words),
        "mandates": [
            {
                "address": each.obligation.address,
                "commitment": each.obligation.id,
                "title": each.obligation.title,
                "quote": each.obligation.quote,
                "language": each.obligation.language,
                "status": each.status.value,
            }
            for each in cluster.entries
        ],
    }
