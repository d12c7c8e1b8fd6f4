// The search page: the query is in the address. Which articles may fit tells the index; those in view are then looked
// up in their texts, word for word, and the others when the reader asks for more.
(function () {
  "use strict";
  const { all } = jianzhu;
  const main = document.getElementById("found");
  if (!main) return;
  const form = document.querySelector("form[role=search]");
  const box = form.elements.q;
  const told = main.querySelector(".told");
  const problems = main.querySelector(".problems");
  const facets = main.querySelector(".facets");
  const lists = { exact: main.querySelector(".exact"), other: main.querySelector(".other ol") };
  const more = main.querySelector(".more");
  const take = main.querySelector(".take");
  const words = main.dataset;
  const template = document.getElementById("group").content.firstElementChild;
  const FIRST = 6, MORE = 20, AT_ONCE = 10; // texts that are looked up at first, when asked for more, at the same time
  const LINES = 5, SHORT = 12, LONG = 60; // lines of an article, choices of a facet, and those that open below
  const say = (what, values = {}) => {
    const [one, many = one] = words[what].split("|");
    const number = Object.values(values)[0];
    return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, typeof value === "number" ? value.toLocaleString("en") : value), number === 1 ? one : many);
  };

  // --- what is asked stands in the address ----------------------------------------------------
  const FACETS = ["source", "place", "section", "month"];
  function asked() {
    const given = new URLSearchParams(location.search);
    const chosen = Object.fromEntries(FACETS.map((word) => [word, given.get(word)]).filter(([, key]) => key));
    return { q: (given.get("q") || "").trim(), chosen };
  }
  const address = (q, chosen) => location.pathname.split("/").pop() + "?" + new URLSearchParams({ q, ...chosen });

  // --- facets: what each article may be chosen by -----------------------------------------------
  let values = null; // of each facet what its numbers stand for
  jianzhu.values = (given) => { values = given; };
  const monthOf = (number, { first }) => {
    const month = first + number - 1; // months since the year 0, from 0
    return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
  };
  function keyOf(word, number, all) {
    const value = all.columns[word][number];
    if (word === "month") return value ? monthOf(value, all) : "undated";
    return value ? values[word][value - 1][0] : "";
  }
  const nameOf = (word, key) => (word === "month" ? (key === "undated" ? say("undated") : key) : values[word].find(([known]) => known === key)?.[1] || key);

  // --- one search ---------------------------------------------------------------------------------
  let run = 0; // the number of the search that is shown
  let state = null;

  async function search() {
    const mine = ++run;
    const { q, chosen } = asked();
    box.value = q;
    document.title = document.title.replace(/^.*?(?= · )/, () => (q ? `${q} — ${words.title}` : words.title));
    state = { q, chosen, query: jianzhu.query(q), exact: [], other: [], left: [], lost: 0 };
    main.hidden = !q;
    document.getElementById("unasked").hidden = !!q;
    if (!q) {
      if (matchMedia("(pointer: fine)").matches) box.focus(); // on a phone a keyboard would cover the page
      return;
    }
    clear();
    told.textContent = say("searching");
    try {
      const found = await candidates(state.query);
      if (mine !== run) return;
      state.all = found.all;
      state.may = found.numbers;
      state.left = state.may.filter((number) => fits(number));
      await look(mine, FIRST);
    } catch (error) {
      if (mine === run) told.textContent = say("no_index", { what: error.message });
    }
  }
  function clear() {
    problems.replaceChildren(...state.query.problems.map(({ at, what }) => {
      const item = document.createElement("li");
      item.textContent = say("problem_" + what, { at });
      return item;
    }));
    for (const list of Object.values(lists)) list.replaceChildren();
    lists.other.parentNode.hidden = more.hidden = take.hidden = true;
  }
  const fits = (number, but = "") => FACETS.every((word) => word === but || !state.chosen[word] || keyOf(word, number, state.all) === state.chosen[word]);

  const dayOf = (number, { columns, first }) => {
    const month = columns.month[number];
    return month ? [...monthOf(month, { first }).split("-").map(Number), columns.day[number]] : null;
  };
  const order = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  async function candidates(query) {
    const [all] = await Promise.all([jianzhu.index.ready(), known()]);
    const sets = await Promise.all([
      ...query.words.map(jianzhu.index.holding),
      ...query.names.map(({ kind, words }) => jianzhu.index.naming(kind, words)),
    ]);
    const anything = sets.length || query.days.length;
    const within = ({ from, to }, day) => day && (!from || order(day, from) >= 0) && (!to || order(day, to) <= 0);
    const numbers = anything ? all.order.filter((number) =>
      sets.every((set) => set.has(number)) && query.days.every((span) => within(span, dayOf(number, all)))) : [];
    return { all, numbers };
  }
  let wanted = null;
  function known() {
    wanted ||= jianzhu.ran(words.values).then(() => { if (!values) throw new Error(words.values); });
    wanted.catch(() => { wanted = null; }); // it may come another time
    return wanted;
  }

  // Look so many more articles up in their texts; those that hold the words are shown. On until there is one.
  async function look(mine, most) {
    let [looked, shown] = [0, 0];
    more.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    while (state.left.length && (looked < most || !shown)) {
      const some = state.left.slice(0, Math.min(AT_ONCE, looked < most ? most - looked : most));
      looked += some.length;
      const found = await Promise.all(some.map(async (number) => {
        try {
          return { number, ...(await jianzhu.match(await jianzhu.index.name(number), state.query)) };
        } catch {
          return { number, how: "lost" };
        }
      }));
      if (mine !== run) return;
      state.left = state.left.slice(some.length);
      for (const one of found) {
        if (one.how === "lost") state.lost++;
        else if (one.how === "none") state.may = state.may.filter((number) => number !== one.number);
        else {
          state[one.how].push(one);
          lists[one.how].append(group(one));
          shown++;
          if (one.how === "other") state.may = state.may.filter((number) => number !== one.number);
        }
      }
      if (state.left.length && looked < most) report(); // how far it is
    }
    report();
  }

  // --- what is shown -------------------------------------------------------------------------------
  function group({ text, lines, number }) {
    const section = template.cloneNode(true);
    const link = section.querySelector("h3 a");
    const base = words.root + text.path.split("/").map(encodeURIComponent).join("/");
    link.href = base;
    link.textContent = text.title;
    if (text.lang !== document.documentElement.lang) link.lang = text.lang;
    const about = [text.date || say("undated"), text.publisher, lines.length ? say("places", { n: lines.length }) : ""];
    section.querySelector("span").textContent = about.filter(Boolean).join("　");
    section.dataset.number = number;
    const list = section.querySelector(".lines");
    const row = list.firstElementChild;
    const rows = lines.map((line) => {
      const { left, key, right, anchor } = jianzhu.line(text, line);
      const item = row.cloneNode(true);
      const part = (what, said) => { item.querySelector(what).textContent = said; };
      item.querySelector("a").href = `${base}#${anchor}`;
      part("bdi", left);
      part("b", key);
      part(".right", right);
      part(".at", place(anchor));
      const lang = text.blocks[line.block].lang;
      if (lang !== document.documentElement.lang) item.querySelector("a").lang = lang;
      return item;
    });
    list.replaceChildren(...rows.slice(0, LINES));
    if (!rows.length) list.remove();
    const rest = section.querySelector("button");
    if (rows.length <= LINES) rest.remove();
    else {
      rest.textContent = say("more_lines", { n: rows.length - LINES });
      rest.addEventListener("click", () => {
        list.append(...rows.slice(LINES));
        rest.remove();
        rows[LINES].querySelector("a").focus();
      });
    }
    return section;
  }
  function place(anchor) {
    const [, kind, n, s] = /^([a-z]+)(\d*)-?(\d*)$/.exec(anchor) || [];
    const word = kind === "p" ? (s ? "at_p_s" : "at_p") : "at_" + kind;
    return words[word] ? words[word].replace("{n}", n).replace("{s}", s) : anchor;
  }

  function report() {
    const { exact, other, left, lost, chosen, query } = state;
    const lines = exact.reduce((sum, { lines }) => sum + lines.length, 0);
    const whole = !left.length;
    if (!exact.length && !other.length && whole) told.textContent = query.problems.length && !anythingAsked(query) ? say("nothing_asked") : say("none_found", { what: understood() });
    else if (whole) told.textContent = say("found_all", { n: exact.length, lines });
    else if (sure(query)) told.textContent = say("found_sure", { n: exact.length + left.length, k: exact.length, lines });
    else told.textContent = say("found_some", { n: exact.length + left.length, k: exact.length, lines });
    if (lost) told.textContent += say("lost", { n: lost });
    lists.other.parentNode.hidden = !other.length;
    // Who finds nothing may see what else can be written, and where else to look.
    document.getElementById("unasked").hidden = exact.length + other.length + left.length > 0;
    more.hidden = whole;
    more.querySelectorAll("button").forEach((button) => { button.disabled = false; });
    more.querySelector("[data-do=more]").textContent = say("show_more", { n: Math.min(MORE, left.length) });
    more.querySelector("[data-do=all]").textContent = say("show_all", { n: left.length });
    take.hidden = !exact.length;
    choices(chosen);
  }
  // Of a pair of characters of which there is no other form, the index knows all.
  const sure = ({ words, without }) => !without.length && words.every((text) => {
    const chars = Array.from(jianzhu.plain(text));
    return chars.length < 3 && chars.every(jianzhu.index.alone);
  });
  const anythingAsked = ({ words, names, days }) => words.length + names.length + days.length > 0;
  function understood() {
    const { words: sought, without, names, days } = state.query;
    const day = (date) => (date ? date.map((n) => String(n).padStart(2, "0")).join("-") : "");
    return [
      ...sought.map((text) => say("said_words", { words: text })),
      ...without.map((text) => say("said_without", { words: text })),
      ...names.map(({ kind, words: text }) => say("said_" + kind, { words: text })),
      ...days.map(({ from, to }) => say("said_date", { words: `${day(from)}..${day(to)}` })),
      ...Object.entries(state.chosen).map(([word, key]) => say("by_" + word, {}) + say("colon") + nameOf(word, key)),
    ].join(say("comma"));
  }

  // --- facets --------------------------------------------------------------------------------------
  const facetTemplate = document.getElementById("facet").content.firstElementChild;
  let followed = null; // the choice that was followed: it keeps the focus
  function choices(chosen) {
    const focused = followed || document.activeElement?.dataset?.choice;
    facets.replaceChildren();
    for (const word of FACETS) {
      const counts = new Map();
      for (const number of state.may) {
        if (fits(number, word)) {
          const key = keyOf(word, number, state.all);
          if (key) counts.set(key, (counts.get(key) || 0) + 1);
        }
      }
      if (chosen[word] && !counts.has(chosen[word])) counts.set(chosen[word], 0);
      if (counts.size < 2 && !chosen[word]) continue;
      const sorted = [...counts].sort(([a, n], [b, m]) => (word === "month" ? (a === "undated") - (b === "undated") || (a < b ? 1 : -1) : m - n || (a < b ? -1 : 1)));
      facets.append(facet(word, sorted, chosen));
    }
    if (focused) all("a", facets).find((link) => link.dataset.choice === focused)?.focus({ preventScroll: true });
    followed = null;
  }
  function facet(word, sorted, chosen) {
    const section = facetTemplate.cloneNode(true);
    const heading = section.querySelector("h2");
    heading.id = "by-" + word;
    heading.textContent = say("by_" + word);
    section.setAttribute("aria-labelledby", heading.id);
    const [list, rest] = section.querySelectorAll("ul");
    const item = list.firstElementChild;
    const items = sorted.map(([key, count]) => {
      const li = item.cloneNode(true);
      const link = li.querySelector("a");
      const on = chosen[word] === key;
      const { [word]: gone, ...others } = chosen;
      link.textContent = nameOf(word, key);
      link.href = address(state.q, on ? others : { ...others, [word]: key });
      link.dataset.choice = `${word} ${key}`;
      if (on) link.setAttribute("aria-current", "true");
      li.querySelector("i").textContent = count.toLocaleString("en");
      return li;
    });
    const top = items.filter((li, n) => n < SHORT || li.querySelector("[aria-current]"));
    const after = items.filter((li) => !top.includes(li)).slice(0, LONG);
    list.replaceChildren(...top);
    rest.replaceChildren(...after);
    section.querySelector("summary").textContent = say("more_choices", { n: after.length });
    if (!after.length) section.querySelector("details").remove();
    return section;
  }

  // --- taken along ---------------------------------------------------------------------------------
  const FORMULA = /^[=+\-@\t\r\n'＝＋－＠]/;
  const cell = (value) => `"${String(value).replace(/^/, FORMULA.test(value) ? "'" : "").replaceAll('"', '""')}"`;
  function table(lines) {
    const head = ["article", "title", "publisher", "date", "page", ...(lines ? ["before", "words", "after"] : ["lines"])];
    const rows = state.exact.flatMap(({ text, lines: found }) => {
      const about = [text.name, text.title, text.publisher, text.date];
      if (!lines) return [[...about, text.path, found.length]];
      return found.map((line) => {
        const { left, key, right, anchor } = jianzhu.line(text, line);
        return [...about, `${text.path}#${anchor}`, left, key, right];
      });
    });
    return [head, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
  }
  function save(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // --- what a reader does --------------------------------------------------------------------------
  function go(href) {
    try { history.pushState(null, "", href); } catch { location.href = href; return; } // from disk
    search();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address(box.value.trim(), {}));
  });
  main.addEventListener("click", (event) => {
    const link = event.target.closest(".facets li a");
    const button = event.target.closest("button[data-do]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      followed = link.dataset.choice;
      go(link.href);
    } else if (button) {
      ({
        more: () => look(run, MORE),
        all: () => look(run, Infinity),
        articles: () => save("articles.csv", table(false)),
        lines: () => save("lines.csv", table(true)),
      })[button.dataset.do]();
    }
  });
  window.addEventListener("popstate", search);
  search();
})();
