// The lines of a phrase stand by what follows it; here they can be sorted otherwise.
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
