// The table of numbers is whole without this: here it can be sorted and filtered.
(function () {
  "use strict";
  const controls = document.querySelector(".controls");
  if (!controls) return;
  const { all } = jianzhu;
  const fields = jianzhu.fields(controls);
  const output = controls.querySelector("output");
  const groups = all(".unit-group").map((section) => ({
    section,
    id: section.querySelector("h2").id,
    body: section.querySelector("tbody"),
    link: document.querySelector(`.units a[href="#${section.querySelector("h2").id}"]`),
    rows: all("tbody tr", section).map((row, place) => ({
      row,
      place,
      kind: row.dataset.kind,
      words: row.textContent.toLowerCase(),
      value: row.dataset.value === "" ? null : Number(row.dataset.value),
      until: row.dataset.until,
      subject: row.cells[0].textContent,
      measure: row.cells[1].textContent,
      whence: row.cells[8].textContent,
    })),
  }));
  const count = groups.reduce((n, group) => n + group.rows.length, 0);

  // --- what is shown ------------------------------------------------------------------------
  function filter() {
    const { kind, unit, text } = fields;
    const words = text.value.trim().toLowerCase();
    let shown = 0;
    for (const group of groups) {
      let here = 0;
      for (const { row, kind: of, words: said } of group.rows) {
        const fits = (!kind.value || of === kind.value) && (!unit.value || group.id === unit.value) && said.includes(words);
        row.hidden = !fits;
        here += fits;
      }
      group.section.hidden = !here;
      if (group.link) group.link.hidden = !here;
      shown += here;
    }
    jianzhu.told(output, shown, count);
    remember({ kind: kind.value, unit: unit.value, text: text.value.trim() });
  }
  controls.addEventListener("input", filter);

  // The choice is in the address, so that it can be kept and shared; from disk it may not be.
  function remember(chosen) {
    const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value)).toString();
    try { history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash); } catch { /* refused */ }
  }

  // --- in which order -------------------------------------------------------------------------
  const lang = document.documentElement.lang;
  const compare = new Intl.Collator(lang, { numeric: true }).compare;
  const empty = (value) => value === null || value === "" || value === "–";
  const labels = all(".columns [data-sort]").map((label) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.sort = label.dataset.sort;
    button.className = label.className;
    button.textContent = label.textContent;
    button.setAttribute("aria-pressed", "false");
    label.replaceWith(button);
    return button;
  });
  function sort(by, down) {
    for (const group of groups) {
      const sorted = [...group.rows].sort((a, b) => {
        if (empty(a[by]) || empty(b[by])) return empty(a[by]) - empty(b[by]) || a.place - b.place;
        const order = by === "value" ? a.value - b.value : compare(a[by], b[by]);
        return (down ? -order : order) || a.place - b.place;
      });
      group.body.append(...sorted.map(({ row }) => row));
    }
    for (const button of labels) {
      const on = button.dataset.sort === by;
      button.setAttribute("aria-pressed", String(on));
      if (on) button.dataset.order = down ? "down" : "up";
      else delete button.dataset.order;
    }
  }
  for (const button of labels) {
    button.addEventListener("click", () => {
      const first = button.dataset.sort === "value" || button.dataset.sort === "until" ? "down" : "up";
      sort(button.dataset.sort, button.dataset.order ? button.dataset.order === "up" : first === "down");
    });
  }

  const asked = new URLSearchParams(location.search);
  for (const [name, value] of asked) if (fields[name]) fields[name].value = value;
  sort("value", true);
  filter();
})();
