// The index of phrases is whole without this: here it can be narrowed, and what is chosen stands in the address.
(function () {
  "use strict";
  const controls = document.querySelector(".controls");
  if (!controls) return;
  const fields = jianzhu.fields(controls);
  const output = controls.querySelector("output");
  const body = document.querySelector(".phrase-rows tbody");
  const later = document.querySelector(".before-after");
  const read = (row) => ({
    row,
    words: row.cells[0].textContent,
    length: Number(row.dataset.length),
    articles: Number(row.dataset.articles),
    wordings: Number(row.dataset.wordings),
  });
  const rows = jianzhu.all("tr", body).map(read);
  const own = rows.length;
  const total = Number(controls.dataset.total);
  const FACETS = ["source", "month"].filter((name) => fields[name]);

  // The rows of later parts, and who has each phrase and when, come as scripts when they are asked for first: so they
  // do from disk.
  let where = null;
  jianzhu.where = (found) => { where = found; };
  jianzhu.rows = (texts) => {
    const holder = document.createElement("template");
    holder.innerHTML = `<table><tbody>${texts.join("")}</tbody></table>`;
    const more = jianzhu.all("tr", holder.content);
    body.append(...more);
    rows.push(...more.map(read));
  };
  const known = new Map();
  function fetched(address) {
    if (!known.has(address)) {
      known.set(address, jianzhu.ran(address).catch(() => {}));
    }
    return known.get(address);
  }
  const parts = Array.from({ length: Number(controls.dataset.parts) - 1 }, (_, n) => `rows-${n + 2}.js`);
  const whole = () => parts.reduce((before, part) => before.then(() => fetched(part)), Promise.resolve());
  const number = (name) => fields[name].selectedIndex - 1; // the first option is any

  function filter() {
    const words = fields.text.value.trim();
    const facets = FACETS.filter((name) => fields[name].value);
    const some = Object.entries(fields).some(([name, field]) => field[kind(field)] !== usual[name]);
    let shown = 0;
    rows.forEach((one, n) => {
      const fits = !some ? n < own : one.length >= Number(fields.least.value) && one.articles >= Number(fields.articles.value) &&
        (!fields.varied.checked || one.wordings > 1) && one.words.includes(words) &&
        facets.every((name) => where && where[n][name === "source" ? 0 : 1].includes(number(name)));
      one.row.hidden = !fits;
      shown += fits;
    });
    if (later) later.hidden = some;
    jianzhu.told(output, some ? shown : total, total);
  }
  // All that is asked for comes first.
  function refresh() {
    const facets = FACETS.some((name) => fields[name].value);
    const some = Object.entries(fields).some(([name, field]) => field[kind(field)] !== usual[name]);
    const lacks = (some && rows.length < total) || (facets && !where);
    if (!lacks) filter();
    else whole().then(() => facets && fetched(controls.dataset.where)).then(filter);
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
  controls.addEventListener("input", () => { refresh(); keep(); });
  refresh();
})();
