// The lines of a phrase stand by what follows it; here they can be sorted otherwise. Whoever comes from an article may
// choose a line whose article is set beside it.
(function () {
  "use strict";
  const list = document.querySelector(".lines.dated");
  if (!list) return;
  const bare = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
  const words = (item, part) => bare(item.querySelector(part).textContent);
  const compare = new Intl.Collator(document.documentElement.lang).compare;
  const rows = [...list.children].map((item, place) => ({
    item,
    place,
    // What stands before is read backwards, from the phrase on.
    left: [...words(item, ".left")].reverse().join(""),
    date: item.dataset.date || "9",
    source: words(item, ".of"),
  }));
  const beside = new URLSearchParams(location.search).get("beside");
  const name = (path) => decodeURIComponent(path.split("/").pop().replace(/\.html$/, ""));
  const others = beside ? rows.filter(({ item }) => name(item.querySelector(".kwic").pathname) !== beside) : [];
  if (others.length) list.closest("section").querySelector(".sect p").textContent = list.dataset.beside;
  for (const { item } of others) {
    const link = document.createElement("a");
    link.className = "beside-this";
    link.href = "../compare.html?" + new URLSearchParams({ a: beside, b: name(item.querySelector(".kwic").pathname) });
    link.textContent = list.dataset.compare;
    item.querySelector(".kwic").after(link);
  }
  const buttons = [...document.querySelectorAll(".orders button")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const by = button.dataset.by;
      const sorted = [...rows].sort((a, b) => (by === "right" ? 0 : compare(a[by], b[by])) || a.place - b.place);
      list.append(...sorted.map(({ item }) => item));
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    });
  }
})();
