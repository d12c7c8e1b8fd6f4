// Two articles side by side: compare.html?a=003&b=017. What both say is a run; runs have the same number in both.
(function () {
  "use strict";
  const { all, keys, texts, runs } = jianzhu;
  const main = document.getElementById("compare");
  const template = (id) => document.getElementById(id);
  const copy = (id) => template(id).content.cloneNode(true);
  const asked = new URLSearchParams(location.search);
  const SIDES = ["a", "b"];
  const saidIn = document.documentElement.dataset.interface; // the language of interface words
  const LETTER = /[\p{L}\p{N}]/u;
  const make = (name, className = "", text = "") => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  };
  const to = (path) => path.split("/").map(encodeURIComponent).join("/");
  const query = (state) => "compare.html?" + new URLSearchParams(state);

  // --- which two ---------------------------------------------------------------------------
  // An id, or an address of an article's page in any edition.
  function nameOf(words) {
    const last = words.trim().replace(/[?#].*$/, "").replace(/\/+$/, "").split("/").pop().replace(/\.html?$/, "");
    try { return decodeURIComponent(last); } catch { return last; }
  }
  function choose(problem) {
    const form = copy("compare-choose");
    const fields = Object.fromEntries(SIDES.map((side) => [side, form.querySelector(`[name=${side}]`)]));
    for (const side of SIDES) fields[side].value = asked.get(side) || "";
    form.querySelector("[role=alert]").textContent = problem;
    form.querySelector("[role=alert]").lang = saidIn;
    const go = () => { location.href = query({ a: nameOf(fields.a.value), b: nameOf(fields.b.value) }); };
    form.querySelector("button").addEventListener("click", go);
    for (const side of SIDES) fields[side].addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) go(); });
    main.replaceChildren(form);
  }

  // --- what is compared --------------------------------------------------------------------
  // An article's letters in a row, and of each where it stands; what stands above the title is not its own words.
  function row(article) {
    const found = { letters: [], places: [] };
    article.blocks.forEach((block, number) => {
      if (block.kind === "kicker") return;
      block.folded.forEach((char, place) => {
        if (!LETTER.test(char)) return;
        found.letters.push(char);
        found.places.push({ number, place });
      });
      found.letters.push("");
      found.places.push(null);
    });
    return found;
  }
  // Of each block of an article the runs in it, as they stand.
  function spots(found, side, { places }) {
    const blocks = new Map();
    found.forEach((run, n) => run[side].forEach((start, nth) => {
      const { number, place } = places[start];
      if (!blocks.has(number)) blocks.set(number, []);
      blocks.get(number).push({ run: n + 1, nth, length: run.length, from: place, to: places[start + run.length - 1].place + 1 });
    }));
    for (const list of blocks.values()) list.sort((one, other) => one.from - other.from);
    return blocks;
  }

  // --- what is shown -----------------------------------------------------------------------
  const told = template("compare-two").dataset;
  const at = (anchor) => {
    const [, kind, number] = anchor.match(/^([a-z]+)(\d*)$/);
    return (told[kind] || "").replace("{n}", number);
  };
  function text(article, side, blocks) {
    return article.blocks.flatMap((block, number) => {
      const mine = blocks.get(number) || [];
      const above = ["kicker", "title"].includes(block.kind); // the head says the title
      if (above && !mine.length) return [];
      const part = make("div", "compare-block of-" + block.kind);
      const words = make("p");
      words.lang = block.lang;
      const where = make("a", "compare-at", at(block.anchor));
      where.lang = saidIn;
      where.href = `${to(article.path)}#${block.anchor}`;
      let from = 0;
      const rest = (end) => { if (end > from) words.append(make("span", "rest", block.written.slice(from, end).join(""))); };
      for (const spot of mine) {
        rest(spot.from);
        const link = make("a", "run");
        link.id = `${side}${spot.run}${spot.nth ? "-" + (spot.nth + 1) : ""}`;
        link.href = `#${side === "a" ? "b" : "a"}${spot.run}`;
        link.dataset.n = spot.run;
        link.dataset.size = told.size.replace("{n}", spot.length);
        link.append(make("span", "", block.written.slice(spot.from, spot.to).join("")));
        words.append(link);
        from = spot.to;
      }
      rest(block.written.length);
      part.append(where, words);
      part.classList.toggle("none-shared", !mine.length);
      part.classList.toggle("all-shared", !words.querySelector(".rest") || !/[\p{L}\p{N}]/u.test(all(".rest", words).map((e) => e.textContent).join("")));
      return [part];
    });
  }
  function show(articles) {
    const rows = { a: row(articles.a), b: row(articles.b) };
    const found = runs(rows.a.letters, rows.b.letters);
    const page = copy("compare-two");
    const status = page.querySelector("[role=status]");
    status.lang = saidIn;
    status.textContent = found.length ? status.dataset.runs.replace("{n}", found.length) : status.dataset.none;
    for (const side of SIDES) {
      const article = articles[side];
      const section = page.querySelector(`[data-of=${side}]`);
      const link = section.querySelector("h2 a");
      link.href = to(article.path);
      link.textContent = article.title;
      link.lang = article.lang;
      section.querySelector(".whence").textContent = [article.date || told.undated, article.publisher].filter(Boolean).join(" · ");
      const length = rows[side].letters.filter(Boolean).length;
      const shared = found.reduce((sum, run) => sum + run.length * run[side].length, 0);
      section.querySelector(".share").lang = saidIn;
      section.querySelector(".share").textContent = told.share.replace("{n}", shared).replace("{percent}", length ? Math.round((100 * shared) / length) : 0);
      section.querySelector(".compare-text").append(...text(article, side, spots(found, side, rows[side])));
      page.querySelector(`[data-side=${side}] span`).textContent = article.title;
    }
    const versions = page.querySelector("[data-to=versions]");
    if (articles.a.versions && articles.a.versions === articles.b.versions) versions.href = to(articles.a.versions);
    else versions.remove();
    page.querySelector("[data-to=swap]").href = query({ ...Object.fromEntries(asked), a: articles.b.name, b: articles.a.name });
    page.querySelector("[data-to=others]").href = "compare.html";
    main.replaceChildren(page);
    document.title = `${articles.a.title} / ${articles.b.title} · ${document.title}`;
    follow();
  }

  // --- what a reader does ------------------------------------------------------------------
  function follow() {
    const narrow = matchMedia("(max-width: 59.9375em)"); // as the style sheet has it
    const of = (side) => main.querySelector(`[data-of=${side}]`);
    const sides = main.querySelector(".compare-sides");
    const other = (side) => (side === "a" ? "b" : "a");
    const sideOf = (run) => run.closest("[data-of]").dataset.of;
    function turn(side) {
      sides.dataset.shown = side;
      for (const button of all("[data-side]", main)) button.setAttribute("aria-pressed", String(button.dataset.side === side));
    }
    function mark(number) {
      for (const run of all(".run", main)) run.classList.toggle("now", run.dataset.n === number);
    }
    // The other text is moved until the run stands beside this one; in one column it takes its place.
    function pair(run) {
      mark(run.dataset.n);
      const there = all(`.run[data-n="${run.dataset.n}"]`, of(other(sideOf(run))));
      const last = there.findIndex((one) => one === pair.last);
      const target = there[run === pair.from ? (last + 1) % there.length : 0]; // again: its next place
      [pair.from, pair.last] = [run, target];
      if (narrow.matches) {
        turn(sideOf(target));
        target.scrollIntoView({ block: "center" });
        target.focus({ preventScroll: true });
        return;
      }
      const box = target.closest(".compare-text");
      box.scrollTop += target.getClientRects()[0].top - run.getClientRects()[0].top;
    }
    sides.addEventListener("click", (event) => {
      const run = event.target.closest(".run");
      if (!run || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      pair(run);
    });
    // From run to run, in the text where the reader is.
    const step = (by) => () => {
      const now = document.activeElement.closest("[data-of]");
      const side = narrow.matches ? sides.dataset.shown : now ? now.dataset.of : "a";
      const mine = all(".run", of(side));
      const place = mine.findIndex((run) => run === document.activeElement || (!now && run.matches(".now")));
      const next = mine[place < 0 ? (by > 0 ? 0 : mine.length - 1) : place + by];
      if (!next) return;
      next.scrollIntoView({ block: narrow.matches ? "center" : "nearest" });
      next.focus({ preventScroll: true });
      if (narrow.matches) mark(next.dataset.n);
      else pair(next);
    };
    keys["["] = step(-1);
    keys["]"] = step(1);
    for (const button of all("[data-side]", main)) button.addEventListener("click", () => turn(button.dataset.side));
    const choices = all("[data-show]", main);
    function only(what) {
      sides.dataset.only = what;
      for (const button of choices) button.setAttribute("aria-pressed", String(button.dataset.show === what));
    }
    for (const button of choices) {
      button.addEventListener("click", () => {
        only(button.dataset.show);
        if (button.dataset.show === "all") asked.delete("show");
        else asked.set("show", button.dataset.show);
        try { history.replaceState(null, "", query(asked) + location.hash); } catch { /* refused from disk */ }
        main.querySelector("[data-to=swap]").search = new URLSearchParams({ ...Object.fromEntries(asked), a: asked.get("b"), b: asked.get("a") });
      });
    }
    turn("a");
    only(choices.some((button) => button.dataset.show === asked.get("show")) ? asked.get("show") : "all");
    const at = /^#[ab]\d/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (at) { // an address may name a run
      at.scrollIntoView({ block: "center" });
      turn(sideOf(at));
      mark(at.dataset.n);
    }
  }

  const names = Object.fromEntries(SIDES.map((side) => [side, nameOf(asked.get(side) || "")]));
  const problems = template("compare-choose").dataset;
  if (!names.a || !names.b) choose(problems.choose);
  else if (names.a === names.b) choose(problems.same);
  else {
    const load = (side) => texts.load(names[side]).catch(() => { throw names[side]; });
    Promise.all(SIDES.map(load)).then(([a, b]) => show({ a, b }), (name) => choose(problems.unknown.replace("{id}", name)));
  }
})();
