// An article: a note and its words, layers, exact note places, where one is.
(function () {
  "use strict";
  const { all, keep, kept } = jianzhu;
  const root = document.documentElement;
  const text = document.querySelector(".text");
  let waiting = 0;

  // --- sentences: the text never changes, so where they begin is counted once -------------------
  const offset = (block, node, at) => {
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, at);
    return range.toString().length;
  };
  const starts = new Map();
  const sentences = (block) => {
    if (!starts.has(block)) starts.set(block, all(".s[id]", block).map((s) => [offset(block, s, 0), s.id]));
    return starts.get(block);
  };
  const sentenceAt = (block, node, at) => {
    const here = offset(block, node, at);
    const past = sentences(block).filter(([start]) => start <= here);
    return past.length ? past[past.length - 1][1] : block.closest(".para").id;
  };

  // --- pairs: a note and its words ----------------------------------------------------------
  const noteOf = (mark) => document.getElementById(mark.dataset.e || (mark.hash || "").slice(1));
  const marksOf = (note) => all(`.m[data-e="${note.id}"], a.m[href="#${note.id}"]`, text);
  const pair = (note, on) => {
    if (!note) return;
    note.classList.toggle("on", on);
    const fold = note.parentElement.closest(".fold");
    if (fold) fold.classList.toggle("on", on);
    for (const mark of marksOf(note)) mark.classList.toggle("on", on);
  };
  for (const kind of ["mouseover", "mouseout", "focusin", "focusout"]) {
    text.addEventListener(kind, (event) => {
      const near = event.target.closest(".m, .n");
      if (near) pair(near.matches(".n") ? near : noteOf(near), kind === "mouseover" || kind === "focusin");
    });
  }

  // --- layers: what was asked in the address, else what was chosen before ----------------------
  const asked = new URLSearchParams(location.search).get("l");
  const usual = (kind) => !["quo", "cv", "rd"].includes(kind);
  const wanted = (kind) => {
    if (asked !== null) return asked.split(",").includes(kind);
    const saved = kept("layer-" + kind);
    return saved ? saved === "on" : usual(kind);
  };
  for (const row of all(".legend li")) {
    const kind = row.dataset.kind;
    const box = document.createElement("input");
    box.type = "checkbox";
    box.setAttribute("aria-label", row.querySelector(".m").textContent);
    box.dataset.layer = kind;
    box.addEventListener("change", () => choose(kind, box.checked));
    row.prepend(box);
  }
  const layers = [...new Set(all(".legend li").map((row) => row.dataset.kind))];
  for (const kind of layers) show(kind, wanted(kind));
  const shown = (kind) => root.classList.contains("with-" + kind);
  function show(kind, on) {
    root.classList.toggle("no-" + kind, !on);
    root.classList.toggle("with-" + kind, on);
    for (const box of all(`[data-layer="${kind}"]`)) box.checked = on;
    align();
  }
  function choose(kind, on) {
    keep("layer-" + kind, on ? "on" : "off");
    show(kind, on);
    const address = new URL(location.href);
    address.searchParams.delete("l");
    const like = layers.every((kind) => shown(kind) === usual(kind));
    if (!like) address.search += (address.search ? "&" : "?") + "l=" + layers.filter(shown).join(",");
    try { history.replaceState(history.state, "", address); } catch { /* a page in a folder keeps its address */ }
  }
  function plainReading() {
    const on = root.classList.toggle("plain-reading");
    for (const button of all(".rail button, .rail-folded button")) button.setAttribute("aria-pressed", String(on));
    align();
  }
  for (const button of all(".rail button, .rail-folded button")) button.addEventListener("click", plainReading);
  jianzhu.keys["0"] = plainReading;
  layers.slice(0, 9).forEach((kind, n) => { jianzhu.keys[n + 1] = () => choose(kind, !shown(kind)); });

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
    const highest = text.querySelector(".para").getBoundingClientRect().top - origin;  // a notice may stand above it
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
        group.at = Math.max(group.sum / group.rows.length, highest);
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
    // Where the page has every place right to a third of a line, nothing moves.
    const lineHeight = parseFloat(getComputedStyle(text).lineHeight);
    const exact = rows.map(({ note }) => tops.get(note) - bases.get(note.closest(".para")));
    const planned = rows.map(({ note }) => parseFloat(getComputedStyle(note).getPropertyValue("--y")) * lineHeight);
    const near = exact.every((top, n) => Math.abs(top - planned[n]) <= lineHeight / 3);
    rows.forEach(({ note }, n) => { note.style.insetBlockStart = near ? "" : exact[n] + "px"; });
  }
  if (document.fonts && document.fonts.ready) document.fonts.ready.then(align);
  if (window.ResizeObserver) new ResizeObserver(align).observe(text);
  text.addEventListener("toggle", align, true);
  jianzhu.set = align;
  Object.assign(jianzhu, { noteOf, marksOf, pair, offset, sentences, sentenceAt });

  // --- where one is -----------------------------------------------------------------------
  const links = new Map(all(".rail .contents a").map((a) => [a.hash.slice(1), a]));
  if (links.size && window.IntersectionObserver) {
    const heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    const mark = () => {
      const { left, width } = text.getBoundingClientRect();
      const vertical = getComputedStyle(text).writingMode !== "horizontal-tb";
      const past = heads.map((h) => [h, h.getBoundingClientRect()])
        .filter(([, box]) => (vertical ? box.right > left + width * 2 / 3 : box.top < innerHeight / 3)).map(([h]) => h);
      links.forEach((a) => a.removeAttribute("aria-current"));
      if (past.length) links.get(past[past.length - 1].id).setAttribute("aria-current", "true");
    };
    let due = 0;
    addEventListener("scroll", () => { cancelAnimationFrame(due); due = requestAnimationFrame(mark); }, { passive: true, capture: true });
    mark();
  }
})();
