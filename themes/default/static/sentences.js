// A long paragraph, a sentence a line: a view of the reader's own, the text stays as it is.
(function () {
  "use strict";
  const { all, keep } = jianzhu;
  const root = document.documentElement;
  const offered = document.getElementById("by-sentence");
  const buttons = all(".text .para").filter((para) => para.querySelector(".s[data-n]")).map((para) => {
    const control = offered.content.firstElementChild.cloneNode(true);
    para.prepend(control);
    return control.querySelector("button");
  });
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
