// Alinéa: small conveniences. Every page works without them.
"use strict";

// Keys of one letter can be turned off (WCAG 2.1.4): who speaks to the computer says letters without meaning keys.
const keys = () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } };
for (const choice of document.querySelectorAll("[data-keys]")) {
  const box = choice.querySelector("input");
  choice.hidden = false;
  box.checked = keys();
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
}

// "/" goes to the search field, as in most programs that have one.
document.addEventListener("keydown", (event) => {
  if (!keys() || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))) return;
  const field = document.querySelector("main input[type=search], #find");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// What is to be copied stands in the button's own data; the button says for a moment that it is done.
const copying = (button, words) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = button.textContent;
    try {
      const text = button.dataset.copy;
      await navigator.clipboard.writeText(/^[#/]/.test(text) ? new URL(text, location.href).href : text);
      button.textContent = words.done;
    } catch {
      button.textContent = words.failed;
    }
    setTimeout(() => { button.textContent = said; }, 2000);
  });
};
for (const button of document.querySelectorAll("button[data-copy]")) copying(button, button.dataset);

// Every paragraph of a resolution gets its two buttons: its link, and how it is cited.
for (const sheet of document.querySelectorAll("[data-quotation]")) {
  for (const row of sheet.querySelectorAll(".para[data-place]")) {
    const tools = row.querySelector(".tools");
    const reference = `${sheet.dataset.quotation}, ${row.dataset.place}`;
    for (const [words, copy] of [[sheet.dataset.link, `#${row.id}`], [sheet.dataset.reference, reference]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.dataset.copy = copy;
      copying(button, sheet.dataset);
      tools.append(" ", button);
    }
  }
}

// A list that filters: its form is sent when a choice changes.
for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });
}

// A card on a citation: what the margin says of the document, beside the words that name it. It shows when a pointer
// rests on the link or the keyboard reaches it, stays while the pointer is on it, and goes with Escape (WCAG 1.4.13).
{
  let card = null;
  let going = 0;
  const away = () => { if (card) { card.remove(); card = null; } };
  const later = () => { clearTimeout(going); going = setTimeout(away, 250); };
  const show = (link) => {
    const row = link.closest(".para, .notes");
    const told = row && row.querySelector(`[data-card="${CSS.escape(link.dataset.cite)}"]`);
    if (!told) return;
    clearTimeout(going);
    away();
    card = document.createElement("div");
    card.className = "card";
    card.append(...[...told.childNodes].map((node) => node.cloneNode(true)));
    card.addEventListener("mouseenter", () => clearTimeout(going));
    card.addEventListener("mouseleave", later);
    document.body.append(card);
    const at = link.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 8);
    card.style.left = `${Math.max(8, left) + scrollX}px`;
    card.style.top = `${at.bottom + 6 + scrollY}px`;
  };
  for (const link of document.querySelectorAll("a.cite")) {
    link.addEventListener("mouseenter", () => { clearTimeout(going); going = setTimeout(() => show(link), 200); });
    link.addEventListener("mouseleave", later);
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(link); });
    link.addEventListener("blur", later);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") away(); });
}

// Search as one types: the page that the form would lead to is fetched, and its results are put in the place of these.
for (const field of document.querySelectorAll("input[data-suggest]")) {
  const form = field.form;
  const results = document.getElementById("results");
  const facets = document.querySelector(".facets");
  let waiting = 0;
  let asking = null;
  const ask = async () => {
    const query = new URLSearchParams(new FormData(form));
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?${query}`, { signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("results");
      if (!answer.ok || !found) return;
      results.replaceChildren(...found.childNodes);
      // Only how much was found is read aloud, not all of it.
      document.getElementById("told").textContent = results.querySelector(".tools span, p")?.textContent ?? "";
      const others = page.querySelector(".facets");
      if (facets && others) facets.replaceChildren(...others.childNodes);
      history.replaceState(null, "", `${field.dataset.suggest}?${query}`);
      document.title = page.title;
    } catch (error) {
      if (error.name !== "AbortError") form.requestSubmit();
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    if (field.value.trim().length > 1) waiting = setTimeout(ask, 220);
  });
}

// j and k go to the next and the previous paragraph of a resolution.
document.addEventListener("keydown", (event) => {
  if (!keys() || (event.key !== "j" && event.key !== "k") || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
  const anchors = [...document.querySelectorAll(".para .anchor")];
  if (!anchors.length) return;
  const here = anchors.findIndex((each) => each.parentElement.contains(at));
  const next = anchors[event.key === "j" ? here + 1 : Math.max(0, here - 1)];
  if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: "center" }); }
});

// A long text comes in parts: a link to a paragraph that is on none of this page leads to the part that has it.
const reach = () => {
  if (!document.querySelector("[data-parts]")) return;
  const id = decodeURIComponent(location.hash.slice(1));
  const query = new URLSearchParams(location.search);
  if (!id || document.getElementById(id) || query.get("from") === id) return;
  query.delete("all");
  query.set("from", id);
  location.replace(`?${query}${location.hash}`);
};
addEventListener("hashchange", reach);
reach();

// Another language is that of the same place: the paragraph of the address, else the first in sight of a text read on.
const spot = () => {
  if (location.hash) return location.hash;
  const rows = [...document.querySelectorAll(".para[id]")];
  const first = rows.find((each) => each.getBoundingClientRect().bottom > 0);
  return first && first !== rows[0] ? `#${first.id}` : "";
};
for (const link of document.querySelectorAll("a[hreflang]")) {
  link.addEventListener("click", () => { link.hash = spot(); });
}

// A plot as PNG: the picture of the server is drawn anew here, twice as large as on the page.
for (const button of document.querySelectorAll("button[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const picture = new Image();
    picture.src = button.dataset.png;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1440, Math.round((1440 * picture.naturalHeight) / picture.naturalWidth)];
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((made) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(made);
      link.download = button.dataset.name;
      link.click();
      URL.revokeObjectURL(link.href);
    }, "image/png");
  });
}

// On a telephone the sections are one line: the one that is open is brought into sight.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
