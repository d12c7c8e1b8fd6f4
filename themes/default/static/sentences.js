// A long paragraph, a sentence a line: a view of the reader's own, the text stays as it is.
(function () {
  "use strict";
  const { all, keep } = jianzhu;
  const root = document.documentElement;
  const buttons = all(".by-sentence button");
  const show = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(root.dataset.sentences === "parted"));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const before = button.getBoundingClientRect().top;
      const parted = root.dataset.sentences !== "parted";
      if (parted) root.dataset.sentences = "parted";
      else delete root.dataset.sentences;
      keep("sentences", parted ? "parted" : "");
      show();
      scrollBy(0, button.getBoundingClientRect().top - before);
      jianzhu.set("sentences", parted);
    });
  }
  show();
})();
