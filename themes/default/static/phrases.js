// The index of phrases is whole without this: here it can be narrowed, and what is chosen stands in the address.
(function () {
  "use strict";
  const controls = document.querySelector(".controls");
  if (!controls) return;
  const fields = jianzhu.fields(controls);
  const output = controls.querySelector("output");
  const rows = jianzhu.all(".phrase-rows tbody tr").map((row) => ({
    row,
    words: row.cells[0].textContent,
    length: Number(row.dataset.length),
    articles: Number(row.dataset.articles),
    wordings: Number(row.dataset.wordings),
  }));
  const FACETS = ["source", "month"].filter((name) => fields[name]);

  // Who has each phrase, and when, comes as a script when it is asked for first: so it does from disk.
  let where = null;
  let coming = null;
  jianzhu.where = (found) => { where = found; };
  function fetched() {
    coming ||= new Promise((done) => {
      const script = document.createElement("script");
      script.src = controls.dataset.where;
      script.onload = script.onerror = done;
      document.head.append(script);
    });
    return coming;
  }
  const number = (name) => fields[name].selectedIndex - 1; // the first option is any

  function filter() {
    const words = fields.text.value.trim();
    const facets = FACETS.filter((name) => fields[name].value);
    if (facets.length && !where) {
      fetched().then(() => where && filter());
      return;
    }
    let shown = 0;
    rows.forEach((one, n) => {
      const fits = one.length >= Number(fields.least.value) && one.articles >= Number(fields.articles.value) &&
        (!fields.varied.checked || one.wordings > 1) && one.words.includes(words) &&
        facets.every((name) => where[n][name === "source" ? 0 : 1].includes(number(name)));
      one.row.hidden = !fits;
      shown += fits;
    });
    jianzhu.told(output, shown, rows.length);
  }

  // --- what is chosen stands in the address -------------------------------------------------
  const kind = (field) => (field.type === "checkbox" ? "checked" : "value");
  const usual = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.type === "checkbox" ? false : field.value]));
  function keep() {
    const query = new URLSearchParams();
    for (const [name, field] of Object.entries(fields)) {
      const value = field[kind(field)];
      if (value !== usual[name]) query.set(name, value === true ? "1" : value);
    }
    const asked = query.toString();
    const path = location.pathname.split("/").pop() || "./";
    try { history.replaceState(null, "", path + (asked ? "?" + asked : "")); } catch { /* refused from disk */ }
  }
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = fields[name];
    if (!field) continue;
    if (field.type === "checkbox") field.checked = value === "1";
    else field.value = value;
    if (field.selectedIndex < 0) field.value = usual[name]; // no such choice
  }
  controls.addEventListener("input", () => { filter(); keep(); });
  filter();
})();
