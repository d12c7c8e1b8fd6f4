// Everything here refines a page that already works: settings, layers, pairs, exact note places.
(function () {
  "use strict";
  const root = document.documentElement;
  let waiting = 0;
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const keep = (name, value) => { try { localStorage.setItem("jianzhu-" + name, value); } catch { /* refused */ } };
  const kept = (name) => { try { return localStorage.getItem("jianzhu-" + name); } catch { return null; } };

  // --- settings ---------------------------------------------------------------------------
  const form = document.getElementById("settings");
  if (form) {
    form.replaceWith(form.content.cloneNode(true));
    const details = document.querySelector(".settings");
    const usual = { theme: "auto", size: "18", family: "sans" };
    for (const input of all("input", details)) {
      input.checked = (root.dataset[input.name] || usual[input.name]) === input.value;
      input.addEventListener("change", () => {
        if (input.value === usual[input.name]) delete root.dataset[input.name];
        else root.dataset[input.name] = input.value;
        keep(input.name, input.value);
        align();
      });
    }
    document.addEventListener("click", (event) => { if (!details.contains(event.target)) details.open = false; });
    details.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { details.open = false; details.querySelector("summary").focus(); }
    });
  }

  // --- editions: the same place in another script -------------------------------------------
  const place = () => {
    const marks = all(".para[id], section[id], h2[id]").filter((e) => e.getBoundingClientRect().top <= 80);
    return location.hash || (marks.length && scrollY > 200 ? "#" + marks[marks.length - 1].id : "");
  };
  for (const link of all(".editions a")) {
    link.addEventListener("click", () => { link.hash = place(); });
  }

  const text = document.querySelector(".text");
  if (!text) return;

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

  // --- a passage: its words with where they stand, a link to its sentence ---------------------
  const citing = document.getElementById("citing");
  if (citing) {
    const parts = citing.content.cloneNode(true);
    const [bar, here, told] = ["passage", "here", "told"].map((name) => parts.querySelector("." + name));
    bar.hidden = here.hidden = true;
    document.body.append(told);
    let passage = null;  // of the bar
    let due = 0, shown = 0, moved = 0;

    // The text never changes, so where its sentences begin is counted once.
    const starts = new Map();
    const before = (block, node, offset) => {
      const range = document.createRange();
      range.setStart(block, 0);
      range.setEnd(node, offset);
      return range.toString().length;
    };
    const sentenceAt = (block, node, offset) => {
      if (!starts.has(block)) starts.set(block, all(".s[id]", block).map((s) => [before(block, s, 0), s.id]));
      const at = before(block, node, offset);
      const past = starts.get(block).filter(([start]) => start <= at);
      return past.length ? past[past.length - 1][1] : block.closest(".para").id;
    };
    const place = (id) => {
      const [, kind, n, s] = /^([phc])(\d+)-?(\d*)$/.exec(id);
      return citing.dataset[kind].replace("{n}", n).replace("{s}", s);
    };
    const selected = () => {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return null;
      const whole = selection.getRangeAt(0);
      const ranges = [];
      for (const block of all(".para > p, .para > h2, .para figcaption", text)) {  // no note among them
        if (!whole.intersectsNode(block)) continue;
        const range = document.createRange();
        range.selectNodeContents(block);
        if (range.comparePoint(whole.startContainer, whole.startOffset) === 0) range.setStart(whole.startContainer, whole.startOffset);
        if (range.comparePoint(whole.endContainer, whole.endOffset) === 0) range.setEnd(whole.endContainer, whole.endOffset);
        if (range.toString().trim()) ranges.push([block, range]);
      }
      if (!ranges.length) return null;
      const [block, first] = ranges[0];
      const [lastBlock, last] = ranges[ranges.length - 1];
      const words = ranges.map(([, range]) => range.toString());
      return { id: sentenceAt(block, first.startContainer, first.startOffset), words, block: lastBlock, range: last };
    };

    // A browser that knows text fragments finds the very words; a long passage by its two ends.
    const fragment = ({ id, words }) => {
      if (!words) return "#" + id;
      const ends = words.length === 1 && words[0].length <= 40 ? words : [words[0].slice(0, 16), words[words.length - 1].slice(-16)];
      return `#${id}:~:text=${ends.map((end) => encodeURIComponent(end).replace(/-/g, "%2D")).join(",")}`;
    };
    const written = (what, of) => {
      const page = location.href.split(/[?#]/)[0];
      if (what === "copy_link") return page + fragment(of);
      const words = of.words.join("\n");
      return what === "copy" ? words : `${words}\n${citing.dataset.cite} ${place(of.id)}. ${page}#${of.id}`;
    };
    const copied = async (words) => {
      try {
        await navigator.clipboard.writeText(words);
        return true;
      } catch {  // no permission, or a page that is not served safely: the old way may be open
        let taken = false;
        const take = (event) => { event.clipboardData.setData("text/plain", words); event.preventDefault(); taken = true; };
        document.addEventListener("copy", take);
        document.execCommand("copy");
        document.removeEventListener("copy", take);
        return taken;
      }
    };
    const act = async (button, of) => {
      if (button.dataset.do !== "copy") history.replaceState(history.state, "", "#" + of.id);
      const done = await copied(written(button.dataset.do, of));
      clearTimeout(shown);
      told.textContent = "";  // so that the same words are told again
      requestAnimationFrame(() => { told.textContent = done ? button.dataset.done : told.dataset.refused; });
      shown = setTimeout(() => { told.textContent = ""; }, 4000);
    };
    const put = (what, block, top, left) => {
      what.hidden = false;
      if (what.previousElementSibling !== block) block.after(what);
      const box = what.offsetParent.getBoundingClientRect();
      what.style.insetBlockStart = top - box.top + "px";
      if (left !== undefined) what.style.insetInlineStart = Math.max(0, Math.min(left - box.left, block.offsetWidth - what.offsetWidth)) + "px";
    };

    const offer = () => {
      if (bar.contains(document.activeElement)) return;
      passage = selected();
      if (!passage) { bar.hidden = true; return; }
      const lines = [...passage.range.getClientRects()];
      const line = lines[lines.length - 1];
      put(bar, passage.block, line.bottom + 6, line.right - 60);
    };
    document.addEventListener("selectionchange", () => { clearTimeout(due); due = setTimeout(offer, 200); });
    bar.addEventListener("pointerdown", (event) => event.preventDefault());  // the words stay selected
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) act(button, passage);
    });
    document.addEventListener("keydown", (event) => {
      if (bar.hidden) return;
      if (event.key === "Escape") bar.hidden = true;
      if (event.key === "Tab" && !event.shiftKey && document.activeElement === document.body) {
        bar.querySelector("button").focus();
        event.preventDefault();
      }
    });

    // One control in the gutter, at the sentence that is pointed at or holds the focus.
    const follow = (block, node, offset) => {
      const id = sentenceAt(block, node, offset);
      const start = document.getElementById(id);
      if (!start.matches(".s") || (here.dataset.id === id && !here.hidden)) return;
      const sentence = document.createRange();
      sentence.setStartAfter(start);
      sentence.setEndAfter(block.lastChild);
      const first = [...sentence.getClientRects()].find((rect) => rect.width > 1);
      if (!first) return;
      const line = parseFloat(getComputedStyle(block).lineHeight);
      here.dataset.id = id;
      here.setAttribute("aria-label", here.title = `${here.dataset.label} ${place(id)}`);
      put(here, block, first.top + first.height / 2 - line / 2);
    };
    here.dataset.label = here.getAttribute("aria-label");
    here.addEventListener("click", () => act(here, { id: here.dataset.id }));
    text.addEventListener("pointermove", (event) => {
      clearTimeout(moved);  // it waits until the pointer rests: on its way here it crosses other sentences
      const block = event.target.closest(".para > p");
      if (!block || here === document.activeElement) return;
      moved = setTimeout(() => {
        const { clientX: x, clientY: y } = event;
        const at = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint(x, y);
        const node = at && (at.offsetNode || at.startContainer);
        if (node && block.contains(node)) follow(block, node, at.offsetNode ? at.offset : at.startOffset);
      }, 150);
    });
    text.addEventListener("focusin", (event) => {
      const block = event.target.closest(".para > p");
      if (block) follow(block, event.target, 0);
    });
    addEventListener("resize", () => { bar.hidden = here.hidden = true; });
  }

  // --- exact places: notes that would collide are centred on their words ----------------------
  function align() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(alignNow);
  }
  function alignNow() {
    if (!text) return;
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
