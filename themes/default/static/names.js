// An index of names is whole without this: here a name can be looked for in it.
(function () {
  "use strict";
  const { all } = jianzhu;
  const input = document.querySelector(".controls input");
  if (!input) return;
  const output = document.querySelector(".controls output");
  const beside = all(".tiles, .beside p");
  const links = all(".initials a");
  const groups = all(".group").map((section) => ({
    section,
    link: links.find((link) => link.hash === "#" + section.querySelector("h2").id),
    names: all("[data-find]", section).map((li) => ({ li, said: li.dataset.find.split("\n") })),
  }));
  const total = groups.reduce((n, { names }) => n + names.length, 0);

  // The first two are how it is read, 'xjp' and 'xijinping'; the others how either script writes it.
  function fits(said, words) {
    return said.some((form, place) => (place < 2 ? form.startsWith(words) : form.includes(words)));
  }
  function find() {
    const words = input.value.toLowerCase().replace(/[\s'’《》]/g, "");
    let shown = 0;
    for (const { section, link, names } of groups) {
      let here = 0;
      for (const { li, said } of names) {
        li.hidden = words !== "" && !fits(said, words);
        here += !li.hidden;
      }
      section.hidden = !here;
      if (link) link.hidden = !here;
      shown += here;
    }
    for (const element of beside) element.toggleAttribute("hidden", words !== "");
    if (words) jianzhu.told(output, shown, total);
    else output.value = "";
    const query = words ? "?" + new URLSearchParams({ find: input.value.trim() }) : location.pathname.split("/").pop() || "./";
    try { history.replaceState(null, "", query + location.hash); } catch { /* refused from disk */ }
  }
  input.addEventListener("input", find);
  input.value = new URLSearchParams(location.search).get("find") || "";
  find();
})();
