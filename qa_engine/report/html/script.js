"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const notes = [...document.querySelectorAll(".note")];
  const shown = document.getElementById("shown");
  const kinds = () => new Set([...form.querySelectorAll("[name=kind]:checked")].map((box) => box.value));
  const has = (node, selector) => [...node.querySelectorAll(selector)].some((n) => !n.hidden);

  const apply = () => {
    const { section, area, audience, bare } = form.elements;
    const wanted = kinds();
    for (const note of notes) {
      const { kind, area: of, audience: readers } = note.dataset;
      note.hidden = !(wanted.has(kind) && (!area.value || area.value === of)
        && (!audience.value || !readers || readers.split(" ").includes(audience.value)));
    }
    for (const ref of document.querySelectorAll(".ref")) {
      ref.hidden = document.getElementById("note-" + ref.dataset.note).hidden;
    }
    for (const mark of document.querySelectorAll("mark[data-notes]")) {
      const all = mark.dataset.notes.split(" ").filter(Boolean);
      mark.classList.toggle("off", all.length > 0 && all.every((n) => document.getElementById("note-" + n).hidden));
    }
    for (const row of document.querySelectorAll(".row")) {
      row.hidden = bare.checked && !has(row, ".note");
      row.querySelector(".text").classList.toggle("off", !has(row, ".text > .ref"));
    }
    for (const part of document.querySelectorAll(".part")) {
      part.hidden = Boolean(section.value) && section.value !== part.dataset.section;
    }
    const seen = notes.filter((note) => !note.hidden && !note.closest("[hidden]")).length;
    shown.textContent = "Showing " + seen + " of " + notes.length + " notes.";
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (target && target.closest("[hidden]")) { form.reset(); apply(); }
  });
  apply();
})();
