// Alinéa: small conveniences. Every page works without them.
"use strict";

// "/" goes to the search field, as in most programs that have one.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))) return;
  const field = document.querySelector("main input[type=search], #find");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// What is to be copied stands in the button's own data; the button says for a moment that it is done.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = button.textContent;
    try {
      const text = button.dataset.copy;
      await navigator.clipboard.writeText(text.startsWith("#") ? new URL(text, location.href).href : text);
      button.textContent = button.dataset.done;
    } catch {
      button.textContent = button.dataset.failed;
    }
    setTimeout(() => { button.textContent = said; }, 2000);
  });
}

// A list that filters: its form is sent when a choice changes.
for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });
}
