// Everything here refines a page that already works: the reader's own settings, and the same place in another edition.
(function () {
  "use strict";
  const root = document.documentElement;
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const keep = (name, value) => { try { localStorage.setItem("jianzhu-" + name, value); } catch { /* refused */ } };
  const kept = (name) => { try { return localStorage.getItem("jianzhu-" + name); } catch { return null; } };
  // For the scripts of one kind of page; `set` is told of what moves lines.
  window.jianzhu = { all, keep, kept, set: () => {} };

  // --- settings ---------------------------------------------------------------------------
  const form = document.getElementById("settings");
  if (form) {
    form.replaceWith(form.content.cloneNode(true));
    const details = document.querySelector(".settings");
    const usual = { theme: "auto", size: "18", family: "sans" };
    for (const input of all("input", details)) {
      input.checked = (root.dataset[input.name] || usual[input.name]) === input.value;
      input.addEventListener("change", () => {
        if (input.value === usual[input.name]) delete root.dataset[input.name];
        else root.dataset[input.name] = input.value;
        keep(input.name, input.value);
        jianzhu.set(input.name, input.value);
      });
    }
    document.addEventListener("click", (event) => { if (!details.contains(event.target)) details.open = false; });
    details.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { details.open = false; details.querySelector("summary").focus(); }
    });
  }

  // --- editions: the same place in another script -------------------------------------------
  const place = () => {
    const marks = all(".para[id], section[id], h2[id]").filter((e) => e.getBoundingClientRect().top <= 80);
    return location.hash || (marks.length && scrollY > 200 ? "#" + marks[marks.length - 1].id : "");
  };
  for (const link of all(".editions a")) {
    link.addEventListener("click", () => { link.hash = place(); });
  }
})();
