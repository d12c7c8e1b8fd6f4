// A note that is looked at, and the card of a mark, lead to where an error in it is reported.
(function () {
  "use strict";
  const { all, noteOf, marksOf, sentenceAt } = jianzhu;
  const text = document.querySelector(".text");
  const { to, key, about } = document.getElementById("report").dataset;
  const made = () => document.getElementById("report").content.firstElementChild.cloneNode(true);

  const placeOf = (mark) => sentenceAt(mark.closest("p, h2, figcaption"), mark, 0);
  // What is reported: the words of the note, and the address of its sentence.
  const address = (note, mark) => {
    const said = [...note.children].filter((part) => part.matches(".b, span")).map((part) => part.textContent.trim()).join(" ");
    const body = `${mark.textContent}\n${said}\n${location.href.split("#")[0]}#${placeOf(mark)}\n\n`;
    return `${to}${to.includes("?") ? "&" : "?"}${key}=${encodeURIComponent(about)}&body=${encodeURIComponent(body)}`;
  };

  const link = made();  // one, in whichever note is looked at; Tab passes it by
  link.tabIndex = -1;
  for (const kind of ["mouseover", "focusin"]) {
    text.addEventListener(kind, (event) => {
      const note = event.target.closest(".n:not(.fold)");
      const mark = note && marksOf(note)[0];
      if (!mark || link.parentElement === note) return;
      link.href = address(note, mark);
      note.append(link);
    });
  }

  // The card is made when one is opened first.
  document.addEventListener("beforetoggle", ({ target: card }) => {
    if (!card.matches(".of-mark") || card.querySelector(".report")) return;
    const foot = document.createElement("p");
    const inCard = made();
    inCard.href = to;
    foot.append(inCard);
    card.append(foot);
    for (const kind of ["focus", "pointerdown", "click"]) {
      inCard.addEventListener(kind, () => {
        const mark = all(".m.now", text)[0];
        if (mark) inCard.href = address(noteOf(mark), mark);
      });
    }
  }, true);
})();
