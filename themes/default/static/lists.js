// The list of articles and its reading lists are whole without this: here what is chosen combines.
(function () {
  "use strict";
  const { all } = jianzhu;
  const controls = document.querySelector(".facet-controls");
  const table = document.querySelector("table.articles");
  if (!controls || !table) return;
  const output = controls.querySelector("output");
  const clear = controls.querySelector(".clear");
  const body = table.tBodies[0];
  const parts = Number(table.dataset.parts);
  const earlier = document.querySelector(".listed .before-after");

  const read = (row) => ({ row, keys: Object.fromEntries(Object.entries(row.dataset).map(([word, keys]) => [word, keys.split("\n")])) });
  const item = (li) => ({ li, link: li.querySelector("a"), number: li.querySelector("i"), usual: li.querySelector("i").textContent });
  let rows = all("tr", body).map(read);
  const own = rows.length;
  const facets = all("[data-facet]").map((section) => ({
    section,
    word: section.dataset.facet,
    list: section.querySelector("ul"),
    details: section.querySelector("details"),
    items: new Map(all("li", section).map((li) => [li.dataset.key, item(li)])),
  }));

  // --- what is chosen stands in the address -------------------------------------------------
  function chosen() {
    const asked = new URLSearchParams(location.search);
    return Object.fromEntries(facets.map(({ word }) => [word, asked.get(word)]).filter(([, key]) => key));
  }
  function address(state) {
    const query = new URLSearchParams(state).toString();
    return (location.pathname.split("/").pop() || "./") + (query ? "?" + query : "");
  }
  const fits = ({ keys }, state) => Object.entries(state).every(([word, key]) => (keys[word] || []).includes(key));
  function without(state, word) {
    const { [word]: gone, ...rest } = state;
    return rest;
  }

  // --- what is shown ------------------------------------------------------------------------
  const SHORT = 12; // choices in view; the others open under them
  function found(facet, key) {
    if (!facet.items.has(key)) { // the page lists only so many
      const li = facet.list.querySelector("li").cloneNode(true);
      const of = facet.word === "source" && rows.find(({ keys }) => (keys.source || []).includes(key));
      li.dataset.key = key;
      li.querySelector("a").textContent = of ? of.row.cells[2].textContent : key;
      li.querySelector("i").textContent = "0";
      facet.items.set(key, item(li));
    }
    return facet.items.get(key);
  }
  function arrange({ section, list, details, items }, chosen) {
    const some = [...items].filter(([, { li }]) => !li.hidden);
    const top = some.filter(([key], place) => place < SHORT || key === chosen);
    const more = some.filter((entry) => !top.includes(entry));
    section.hidden = !some.length;
    list.append(...top.map(([, { li }]) => li));
    if (!details) return;
    details.hidden = !more.length;
    details.querySelector("ul").append(...more.map(([, { li }]) => li));
    const summary = details.querySelector("summary");
    summary.textContent = summary.dataset.words.replace("{n}", more.length);
  }
  function show() {
    const focused = document.activeElement;
    const state = chosen();
    const some = Object.keys(state).length > 0;
    let shown = 0;
    rows.forEach((entry, place) => {
      entry.row.hidden = some ? !fits(entry, state) : place >= own;
      shown += !entry.row.hidden;
    });
    for (const facet of facets) {
      const { word } = facet;
      const others = without(state, word);
      const counts = new Map();
      for (const entry of rows) if (fits(entry, others)) for (const key of entry.keys[word] || []) counts.set(key, (counts.get(key) || 0) + 1);
      if (state[word]) found(facet, state[word]);
      for (const [key, { li, link, number, usual }] of facet.items) {
        const on = state[word] === key;
        number.textContent = some ? counts.get(key) || 0 : usual;
        li.hidden = some && !on && !counts.has(key);
        link.href = address(on ? others : { ...others, [word]: key });
        if (on) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      arrange(facet, state[word]);
    }
    if (document.activeElement !== focused) focused.focus({ preventScroll: true }); // lost as it was moved
    clear.parentNode.hidden = !some;
    clear.href = address({});
    if (earlier) earlier.hidden = some;
    if (some) jianzhu.told(output, shown, rows.length);
    else output.value = "";
  }

  // The rows of earlier parts come when something is chosen first, as scripts: so they do from disk.
  let asked = null;
  jianzhu.rows = (texts) => {
    const holder = document.createElement("template");
    holder.innerHTML = `<table><tbody>${texts.join("")}</tbody></table>`;
    const more = all("tr", holder.content);
    body.append(...more);
    rows = rows.concat(more.map(read));
  };
  function fetched() {
    const numbers = Array.from({ length: parts }, (_, n) => parts - n);
    asked ||= numbers.reduce((before, n) => before.then(() => jianzhu.ran(`rows-${n}.js`).catch(() => {})), Promise.resolve());
    return asked;
  }
  function refresh() {
    if (parts && Object.keys(chosen()).length) fetched().then(show);
    else show();
  }

  document.querySelector(".facets").addEventListener("click", (event) => {
    const link = event.target.closest("li a, .clear");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    try { history.pushState(null, "", link.href); } catch { return; } // from disk the link itself is followed
    event.preventDefault();
    if (link === clear) facets[0].section.querySelector("a").focus();
    refresh();
  });
  window.addEventListener("popstate", refresh);
  refresh();
})();
