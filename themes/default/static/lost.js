// A page that is not there: which articles have an address most like the one that was asked for.
(function () {
  "use strict";
  const template = document.getElementById("nearest");
  const MOST = 5;
  const file = (path) => path.split("/").pop().replace(/\.html?$/, "");
  let asked;
  try { asked = file(decodeURIComponent(location.pathname)); } catch { asked = file(location.pathname); }
  const root = new URL(template.dataset.home, location.href).href.replace(/index\.html$/, "");
  // An address in another edition is looked for there.
  const inner = [...document.querySelectorAll(".editions a")]
    .map((link) => link.href.replace(/index\.html.*$/, ""))
    .filter((base) => base !== root && location.href.startsWith(base))[0] || root;

  // The number of characters to put in, take out or change; no further than `most`.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let row = Array.from({ length: b.length + 1 }, (_, n) => n);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (Math.min(...next) > most) return most + 1;
      row = next;
    }
    return row[b.length];
  }
  // A part of an id is nearer than any other words of that length: a number alone will do.
  function far(id) {
    if (asked.length > 1 && (id.startsWith(asked) || asked.startsWith(id))) return 0.5;
    const most = Math.floor(Math.max(asked.length, id.length) / 3);
    const found = distance(asked, id, most);
    return found > most ? Infinity : found;
  }
  window.jianzhu.ids = (rows) => {
    const near = rows.map(([path, title]) => ({ path, title, far: far(file(path)) }))
      .filter((row) => row.far < Infinity).sort((a, b) => a.far - b.far || (a.path < b.path ? -1 : 1)).slice(0, MOST);
    if (!asked || !near.length) return;
    const section = template.content.firstElementChild;
    const item = section.querySelector("li");
    section.querySelector("code").textContent = asked;
    item.replaceWith(...near.map(({ path, title }) => {
      const li = item.cloneNode(true);
      const link = li.querySelector("a");
      link.href = inner + path;
      link.textContent = title;
      const id = document.createElement("small");
      id.textContent = file(path);
      link.append(" ", id);
      return li;
    }));
    template.replaceWith(section);
  };
  window.jianzhu.ran(template.dataset.ids).catch(() => {});
})();
