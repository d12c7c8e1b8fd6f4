// After the text: another article can be set beside this; the tables of facts can be filtered and sorted.
(function () {
  "use strict";
  const { all } = jianzhu;
  const name = (path) => path.split("/").pop().replace(/\.html$/, "");
  for (const link of all("ol.related li > a")) {
    const beside = document.createElement("a");
    beside.href = `../compare.html?a=${name(location.pathname)}&b=${name(link.pathname)}`;
    beside.textContent = document.getElementById("card").dataset.compare;
    const small = document.createElement("small");
    small.append(beside);
    link.parentNode.append(small);
  }
  const controls = document.querySelector(".facts-controls");
  if (!controls) return;
  const fields = jianzhu.fields(controls);
  const output = controls.querySelector("output");
  const tables = all("details.facts-of").map((section) => ({
    section,
    kind: section.classList[1],
    body: section.querySelector("tbody"),
    rows: all("tbody tr", section).map((row, place) => ({ row, place, words: row.textContent.toLowerCase() })),
  }));
  const count = tables.reduce((n, table) => n + table.rows.length, 0);

  function filter() {
    const kind = fields.kind.value;
    const words = fields.text.value.trim().toLowerCase();
    let shown = 0;
    for (const table of tables) {
      let here = 0;
      for (const { row, words: said } of table.rows) {
        row.hidden = !said.includes(words);
        here += !row.hidden;
      }
      table.section.hidden = (kind && table.kind !== kind) || !here;
      if (!table.section.hidden) shown += here;
    }
    for (const line of all(".facts-there")) line.hidden = kind || words;
    if (kind || words) jianzhu.told(output, shown, count);
    else output.value = "";
  }
  controls.addEventListener("input", filter);

  // A column is sorted one way, then the other, then as the text has it.
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const value = (cell) => (cell.dataset.v ? Number(cell.dataset.v) : cell.textContent.trim());
  for (const table of tables) {
    const heads = all("thead th", table.section);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { none: head.matches(".num") ? "descending" : "ascending", ascending: head.matches(".num") ? "none" : "descending", descending: head.matches(".num") ? "ascending" : "none" };
        const order = next[head.getAttribute("aria-sort") || "none"];
        for (const other of heads) other.removeAttribute("aria-sort");
        if (order !== "none") head.setAttribute("aria-sort", order);
        const sorted = [...table.rows].sort((a, b) => {
          if (order === "none" || column === heads.length - 1) return (order === "descending" ? -1 : 1) * (a.place - b.place);
          const [x, y] = [a, b].map(({ row }) => value(row.cells[column]));
          if (x === "" || y === "") return (x === "") - (y === "") || a.place - b.place;  // what is not known is last
          const by = typeof x === "number" && typeof y === "number" ? x - y : compare(x, y);
          return (order === "descending" ? -by : by) || a.place - b.place;
        });
        table.body.append(...sorted.map(({ row }) => row));
      });
    });
  }
})();
