"""What other machines look for first: which pages there are, which are not for them, how to search here."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

from alinea.server.web.caching import remembered
from alinea.server.web.request import Visiting

PART = 5_000
"""Texts of a part of the site map: a tenth of what the protocol allows (sitemaps.org), so that none is large."""

KEPT_OUT = (
    "/search", "/compare", "/draft", "/lint", "/add", "/cases", "/source", "/original", "/download", "/api/",
)  # fmt: skip
"""What robots are asked to leave: questions, of which there is no end, and what people do."""

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SEARCH = "http://a9.com/-/spec/opensearch/1.1/"
SECTIONS = (
    "/", "/browse", "/due", "/calendar", "/actor", "/documents", "/schedules", "/statistics", "/about",
)  # fmt: skip

routes = APIRouter()


@routes.get("/robots.txt")
def _robots(visit: Visiting) -> PlainTextResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {each}" for each in KEPT_OUT),
        "",
        f"Sitemap: {visit.base}/sitemap.xml",
    ]
    return PlainTextResponse("\n".join([*lines, ""]))


@routes.get("/sitemap.xml")
def _sitemap(visit: Visiting) -> Response:
    def made() -> Response:
        numbers = visit.library.parts(PART)
        return _xml("sitemapindex", "sitemap", [f"{visit.base}/sitemap-{each}.xml" for each in (0, *numbers)])

    return remembered(visit, made)


@routes.get("/sitemap-{number}.xml")
def _part(number: int, visit: Visiting) -> Response:
    def made() -> Response:
        names = visit.library.names_of_part(number, PART)
        if number and not names:
            raise HTTPException(404)
        places = SECTIONS if not number else [visit.resolution(each) for each in names]
        return _xml("urlset", "url", [f"{visit.base}{each}" for each in places])

    return remembered(visit, made)


@routes.get("/opensearch.xml")
def _opensearch(visit: Visiting) -> Response:
    ET.register_namespace("", SEARCH)
    root = ET.Element(f"{{{SEARCH}}}OpenSearchDescription")
    told = {
        "ShortName": "Alinéa",
        "Description": visit.words("web.search.label"),
        "InputEncoding": "UTF-8",
        "Language": visit.language,
    }
    for name, value in told.items():
        ET.SubElement(root, f"{{{SEARCH}}}{name}").text = value
    for media, path in (("text/html", "/search"), ("application/json", "/api/v1/search")):
        place = f"{visit.base}{path}?q={{searchTerms}}"
        ET.SubElement(root, f"{{{SEARCH}}}Url", type=media, template=place)
    return Response(_document(root), media_type="application/opensearchdescription+xml")


def _xml(name: str, each: str, places: list[str]) -> Response:
    ET.register_namespace("", SITEMAP)
    root = ET.Element(f"{{{SITEMAP}}}{name}")
    for place in places:
        ET.SubElement(ET.SubElement(root, f"{{{SITEMAP}}}{each}"), f"{{{SITEMAP}}}loc").text = place
    return Response(_document(root), media_type="application/xml", headers={"cache-control": "no-cache"})


def _document(root: ET.Element) -> bytes:
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data
