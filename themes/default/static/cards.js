// The card of a mark: what its note says, where else the text says it, the way to its page.
(function () {
  "use strict";
  const { all, keys, noteOf, marksOf, pair, offset, sentences } = jianzhu;
  const text = document.querySelector(".text");
  if (!HTMLElement.prototype.showPopover) return;  // then a mark leads to its note
  const card = document.getElementById("card").content.firstElementChild.cloneNode(true);
  const part = (name) => card.querySelector(name);
  const beside = document.createElement("a"); // to where another article that has the phrase is chosen
  beside.textContent = document.getElementById("card").dataset.compare;
  part(".card-foot").append(beside);
  const there = (mark) => mark.checkVisibility() && getComputedStyle(mark).textDecorationLine !== "none";
  const marks = () => all("a.m, span.m[data-e]", text).filter((mark) => noteOf(mark) && there(mark));
  const isOpen = () => card.matches(":popover-open");
  let mark = null;

  // --- what it says -----------------------------------------------------------------------
  const blockOf = (of) => of.closest("p, h2, figcaption");
  const around = (of) => {
    const block = blockOf(of);
    const start = offset(block, of, 0);
    return { block, said: block.textContent, start, end: start + of.textContent.length };
  };
  const line = (of, now) => {  // a keyword in its context, which leads there
    const { said, start, end } = around(of);
    const [item, button, left, bdi, key, right] = ["li", "button", "span", "bdi", "b", "span"].map((name) => document.createElement(name));
    bdi.textContent = said.slice(Math.max(0, start - 20), start);
    key.textContent = said.slice(start, end);
    right.textContent = said.slice(end, end + 20);
    left.append(bdi);
    button.type = "button";
    button.append(left, key, right);
    if (of === now) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => go(of));
    item.append(button);
    return item;
  };
  const sentence = (of) => {
    const { block, said, start, end } = around(of);
    const ends = [...sentences(block).map(([from]) => from), said.length];
    const first = Math.max(0, ...ends.filter((from) => from <= start && from < said.length));
    const last = Math.min(...ends.filter((from) => from >= end), said.length);
    const [item, words, key] = ["li", "p", "b"].map((name) => document.createElement(name));
    key.textContent = said.slice(start, end);
    words.append(said.slice(first, start), key, said.slice(end, last));
    item.append(words);
    return item;
  };
  const dayOf = (note) => note.querySelector(".b strong").textContent;
  const kindOf = (note) => note.classList[1];
  const copies = (from) => [...from.childNodes].map((node) => node.cloneNode(true));

  function fill() {
    const note = noteOf(mark);
    const mine = marksOf(note);
    const kind = kindOf(note);
    const at = mine.indexOf(mark);
    const amount = note.querySelectorAll(".b data, .b strong")[at];
    part(".card-kind").replaceChildren(note.querySelector(".b > b").cloneNode(true), all(`.legend [data-kind="${kind}"] .m`)[0].textContent);
    part(".card-kind").className = "card-kind " + kind;
    part(".card-kind b").className = kind;
    part("#card-name").textContent = kind === "per" || kind === "org" || kind === "loc" || kind === "doc" ? mine[0].textContent : mark.textContent;
    const said = note.querySelector(":scope > span");
    const head = kind === "qty" ? counted(note, at) : kind === "dat" ? dayOf(note) : "";
    part(".card-said").replaceChildren(head, head && said ? " · " : "", ...(said ? copies(said) : []));
    const value = kind === "qty" && amount && amount.value || "";
    part(".card-value").hidden = !value;
    part(".card-value b").textContent = value;
    near(note, kind);
    const from = Math.max(0, Math.min(at - 1, mine.length - 3));
    part(".card-lines").replaceChildren(...(kind === "qty" || mine.length === 1 ? [sentence(mark)] : mine.slice(from, from + 3).map((of) => line(of, mark))));
    const alone = kind === "qty" || mine.length === 1;
    for (const button of all("[data-step]", card)) {
      button.hidden = alone;
      button.disabled = !mine[at + Number(button.dataset.step)];
    }
    part(".card-at").textContent = alone ? "" : `${at + 1} / ${mine.length}`;
    const page = note.querySelector(":scope > .go");
    part(".card-foot a").hidden = !page;
    if (page) part(".card-foot a").href = page.href;
    beside.hidden = kind !== "phr";
    if (kind === "phr") beside.href = `${page.href}?beside=${location.pathname.split("/").pop().replace(/\.html$/, "")}#in-text`;
    for (const word of all(".card-foot a > span", card)) word.hidden = word.dataset.kind !== kind;
    part(".card-foot").hidden = alone && !page;
  }
  // What the nth amount of a note counts: named once where several count the same.
  function counted(note, nth) {
    let words = "", last = "";
    for (const node of [...note.querySelector(".b").childNodes].slice(1)) {
      if (node.nodeName !== "DATA" && node.nodeName !== "STRONG") {
        words += node.dataset ? node.dataset.whole || node.textContent : node.textContent;
        continue;
      }
      last = words.replace(/^ · /, "").trim() || last;
      words = "";
      if (!nth--) break;
    }
    return last;
  }
  // The days that the text names just before and just after.
  function near(note, kind) {
    const days = kind === "dat" ? all(".n.dat", text).filter((n) => n.querySelector(".b strong")) : [];
    const day = kind === "dat" ? dayOf(note) : "";
    const by = (sign) => days.filter((n) => sign * dayOf(n).localeCompare(day) > 0).sort((a, b) => sign * dayOf(a).localeCompare(dayOf(b)))[0];
    for (const place of all("[data-near]", card)) {
      const other = kind === "dat" && by(Number(place.dataset.near));
      place.hidden = !other;
      if (!other) continue;
      place.querySelector("button").textContent = dayOf(other);
      place.querySelector("button").onclick = () => go(marksOf(other)[0]);
    }
    part(".card-near").hidden = all("[data-near]:not([hidden])", card).length === 0;
  }

  // --- where it stands --------------------------------------------------------------------
  function place() {
    const box = mark.getClientRects()[0];
    const below = innerHeight - box.bottom > card.offsetHeight + 16 || box.top < card.offsetHeight + 16;
    const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 16);
    card.style.setProperty("--top", scrollY + (below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + "px");
    card.style.setProperty("--left", Math.max(16, left) + scrollX + "px");
    const over = getComputedStyle(card).position === "fixed" ? box.bottom + 16 - (innerHeight - card.offsetHeight) : 0;
    if (over > 0) scrollBy(0, over);  // a sheet must not cover what it tells of
  }
  function leave() {
    if (!mark) return;
    mark.classList.remove("now");
    pair(noteOf(mark), false);
  }
  function open(to) {
    leave();
    mark = to;
    mark.classList.add("now");
    pair(noteOf(mark), true);
    fill();
    if (!card.isConnected) document.body.append(card);  // until then it is empty
    if (!isOpen()) card.showPopover();
    place();
    card.focus({ preventScroll: true });
  }
  function go(to) {
    to.scrollIntoView({ block: "nearest", inline: "nearest" });
    const box = to.getClientRects()[0];
    if (box.top < 60 || box.bottom > innerHeight * 0.4) scrollBy(0, box.top - innerHeight / 4);
    open(to);
  }
  card.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    leave();
    const lost = document.activeElement === document.body || card.contains(document.activeElement);
    if (mark && lost) focusOn(mark);
  });
  const focusOn = (of) => {
    if (of.tabIndex < 0) of.tabIndex = -1;
    of.focus({ preventScroll: true });
  };

  // --- what opens and moves it ------------------------------------------------------------
  text.addEventListener("click", (event) => {
    const near = event.target.closest("a.m, span.m[data-e]");
    if (!near || !noteOf(near) || event.ctrlKey || event.metaKey || event.shiftKey || event.button || String(getSelection())) return;
    event.preventDefault();
    open(near);
  });
  part("[data-do=close]").addEventListener("click", () => card.hidePopover());
  for (const button of all("[data-step]", card)) {
    button.addEventListener("click", () => {
      const mine = marksOf(noteOf(mark));
      go(mine[mine.indexOf(mark) + Number(button.dataset.step)]);
    });
  }
  const step = (by) => () => {
    const items = marks();
    const seen = (item) => item.getClientRects()[0].top >= 0;
    let now = items.indexOf(isOpen() ? mark : document.activeElement);
    if (now < 0) now = items.findIndex(seen) - (by > 0 ? 1 : 0);
    const to = items[now + by];
    if (!to) return;
    if (isOpen()) return go(to);
    focusOn(to);
    to.scrollIntoView({ block: "nearest" });
  };
  keys["["] = step(-1);
  keys["]"] = step(1);
  for (const link of all("a.m[aria-describedby]", text)) link.setAttribute("aria-haspopup", "dialog");

  // --- a sheet is drawn down to close it --------------------------------------------------
  const grip = part(".card-grip");
  let from = 0;
  grip.addEventListener("mousedown", (event) => event.preventDefault());  // nothing is selected and carried along
  grip.addEventListener("pointerdown", (event) => { from = event.clientY; grip.setPointerCapture(event.pointerId); });
  grip.addEventListener("pointermove", (event) => {
    if (grip.hasPointerCapture(event.pointerId)) card.style.transform = `translateY(${Math.max(0, event.clientY - from)}px)`;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    grip.addEventListener(end, (event) => {
      card.style.transform = "";
      if (end === "pointerup" && event.clientY - from > 60) card.hidePopover();
    });
  }
})();
