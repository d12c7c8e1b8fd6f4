// An article: a note and its words, layers, exact note places, where one is.
(function () {
  "use strict";
  const { all, keep, kept } = jianzhu;
  const root = document.documentElement;
  const text = document.querySelector(".text");
  let waiting = 0;

  // --- pairs: a note and its words ----------------------------------------------------------
  const noteOf = (mark) => document.getElementById(mark.dataset.e || (mark.hash || "").slice(1));
  const pair = (note, on) => {
    if (!note) return;
    note.classList.toggle("on", on);
    const fold = note.parentElement.closest(".fold");
    if (fold) fold.classList.toggle("on", on);
    for (const mark of all(`.m[data-e="${note.id}"], a.m[href="#${note.id}"]`, text)) mark.classList.toggle("on", on);
  };
  for (const kind of ["mouseover", "mouseout", "focusin", "focusout"]) {
    text.addEventListener(kind, (event) => {
      const near = event.target.closest(".m, .n");
      if (near) pair(near.matches(".n") ? near : noteOf(near), kind === "mouseover" || kind === "focusin");
    });
  }
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("span.m[data-e]");
    if (mark && !event.target.closest("a") && !String(getSelection())) location.hash = mark.dataset.e;
  });

  // --- layers -------------------------------------------------------------------------------
  for (const list of all(".legend")) {
    const plain = list.parentElement.querySelector(".plain-reading");
    for (const row of all("li", list)) {
      const kind = row.dataset.kind;
      const box = document.createElement("input");
      const off = kind === "quo" || kind === "cv";
      box.type = "checkbox";
      box.setAttribute("aria-label", row.querySelector(".m").textContent);
      box.dataset.layer = kind;
      const saved = kept("layer-" + kind);
      box.checked = saved ? saved === "on" : !off;
      box.addEventListener("change", () => { keep("layer-" + kind, box.checked ? "on" : "off"); show(kind, box.checked); });
      row.prepend(box);
      show(kind, box.checked);
    }
    if (plain) {
      plain.replaceWith(plain.content.cloneNode(true));
    }
  }
  function show(kind, on) {
    root.classList.toggle("no-" + kind, !on);
    root.classList.toggle("with-" + kind, on);
    for (const box of all(`[data-layer="${kind}"]`)) box.checked = on;
    align();
  }
  function plainReading(on) {
    root.classList.toggle("plain-reading", on);
    for (const button of all("button[aria-pressed]")) button.setAttribute("aria-pressed", String(on));
  }
  for (const button of all(".rail button, .rail-folded button")) {
    button.addEventListener("click", () => plainReading(!root.classList.contains("plain-reading")));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "0" && !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
      plainReading(!root.classList.contains("plain-reading"));
    }
  });

  // --- exact places: notes that would collide are centred on their words ----------------------
  function align() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(alignNow);
  }
  function alignNow() {
    const notes = all(".notes > .n", text);
    if (!notes.length) return;
    if (getComputedStyle(notes[0]).position !== "absolute") {
      for (const note of notes) note.style.removeProperty("inset-block-start");
      return;
    }
    const origin = text.getBoundingClientRect().top;
    const gap = 6;
    const rows = [];
    for (const note of notes) {
      if (!note.offsetParent || getComputedStyle(note).display === "none") continue;
      const first = note.matches(".fold") ? note.querySelector(".n") : note;
      const mark = document.getElementById("m" + first.id.slice(1));
      if (!mark) continue;
      const box = mark.getClientRects()[0];
      const line = parseFloat(getComputedStyle(mark.closest("p, h2, figcaption")).lineHeight);
      const want = box.top + box.height / 2 - line / 2 - origin;
      rows.push({ note, want, size: note.querySelector("details[open]") ? note.offsetHeight : Math.min(note.offsetHeight, 22) });
    }
    const groups = [];  // pool adjacent violators
    for (const row of rows) {
      let group = { rows: [row], size: row.size, sum: row.want, at: row.want };
      while (groups.length) {
        const last = groups[groups.length - 1];
        if (last.at + last.size + gap <= group.at) break;
        groups.pop();
        const shift = last.size + gap;
        group = {
          rows: last.rows.concat(group.rows),
          size: shift + group.size,
          sum: last.sum + group.sum - shift * group.rows.length,
        };
        group.at = Math.max(group.sum / group.rows.length, 0);
      }
      groups.push(group);
    }
    const tops = new Map();
    for (const group of groups) {
      let top = group.at;
      for (const row of group.rows) { tops.set(row.note, top); top += row.size + gap; }
    }
    const bases = new Map();
    for (const { note } of rows) {
      const para = note.closest(".para");
      if (!bases.has(para)) bases.set(para, para.getBoundingClientRect().top - origin);
    }
    for (const { note } of rows) note.style.insetBlockStart = tops.get(note) - bases.get(note.closest(".para")) + "px";
  }
  if (document.fonts && document.fonts.ready) document.fonts.ready.then(align);
  if (window.ResizeObserver) new ResizeObserver(align).observe(text);
  text.addEventListener("toggle", align, true);
  jianzhu.set = align;

  // --- where one is -----------------------------------------------------------------------
  const links = new Map(all(".rail .contents a").map((a) => [a.hash.slice(1), a]));
  if (links.size && window.IntersectionObserver) {
    const heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    const mark = () => {
      const past = heads.filter((h) => h.getBoundingClientRect().top < innerHeight / 3);
      links.forEach((a) => a.removeAttribute("aria-current"));
      if (past.length) links.get(past[past.length - 1].id).setAttribute("aria-current", "true");
    };
    let due = 0;
    addEventListener("scroll", () => { cancelAnimationFrame(due); due = requestAnimationFrame(mark); }, { passive: true });
    mark();
  }
})();
