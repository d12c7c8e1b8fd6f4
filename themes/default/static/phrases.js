// The index of phrases is whole without this: here it can be narrowed.
(function () {
  "use strict";
  const controls = document.querySelector(".controls");
  if (!controls) return;
  const { least, articles, varied, text } = jianzhu.fields(controls);
  const output = controls.querySelector("output");
  const rows = jianzhu.all(".phrase-rows tbody tr").map((row) => ({
    row,
    words: row.cells[0].textContent,
    length: Number(row.dataset.length),
    articles: Number(row.dataset.articles),
    wordings: Number(row.dataset.wordings),
  }));
  function filter() {
    const words = text.value.trim();
    let shown = 0;
    for (const one of rows) {
      const fits = one.length >= Number(least.value) && one.articles >= Number(articles.value) &&
        (!varied.checked || one.wordings > 1) && one.words.includes(words);
      one.row.hidden = !fits;
      shown += fits;
    }
    jianzhu.told(output, shown, rows.length);
  }
  controls.addEventListener("input", filter);
  filter();
})();
