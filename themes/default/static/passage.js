// A passage of an article: its words with where they stand, a link to its sentence.
(function () {
  "use strict";
  const { all, sentenceAt } = jianzhu;
  const text = document.querySelector(".text");
  const citing = document.getElementById("citing");
  const parts = citing.content.cloneNode(true);
  const [bar, here, told] = ["passage", "here", "told"].map((name) => parts.querySelector("." + name));
  bar.hidden = here.hidden = true;
  document.body.append(told);
  let passage = null;  // of the bar
  let due = 0, shown = 0, moved = 0;

  const place = (id) => {
    const [, kind, n, s] = /^([phc])(\d+)-?(\d*)$/.exec(id);
    return citing.dataset[kind].replace("{n}", n).replace("{s}", s);
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const whole = selection.getRangeAt(0);
    const ranges = [];
    for (const block of all(".para > p, .para > h2, .para figcaption", text)) {  // no note among them
      if (!whole.intersectsNode(block)) continue;
      const range = document.createRange();
      range.selectNodeContents(block);
      if (range.comparePoint(whole.startContainer, whole.startOffset) === 0) range.setStart(whole.startContainer, whole.startOffset);
      if (range.comparePoint(whole.endContainer, whole.endOffset) === 0) range.setEnd(whole.endContainer, whole.endOffset);
      if (range.toString().trim()) ranges.push([block, range]);
    }
    if (!ranges.length) return null;
    const [block, first] = ranges[0];
    const [lastBlock, last] = ranges[ranges.length - 1];
    const words = ranges.map(([, range]) => range.toString());
    return { id: sentenceAt(block, first.startContainer, first.startOffset), words, block: lastBlock, range: last };
  };

  // A browser that knows text fragments finds the very words; a long passage by its two ends.
  const fragment = ({ id, words }) => {
    if (!words) return "#" + id;
    const ends = words.length === 1 && words[0].length <= 40 ? words : [words[0].slice(0, 16), words[words.length - 1].slice(-16)];
    return `#${id}:~:text=${ends.map((end) => encodeURIComponent(end).replace(/-/g, "%2D")).join(",")}`;
  };
  const written = (what, of) => {
    const page = location.href.split(/[?#]/)[0];
    if (what === "copy_link") return page + fragment(of);
    const words = of.words.join("\n");
    return what === "copy" ? words : `${words}\n${citing.dataset.cite} ${place(of.id)}. ${page}#${of.id}`;
  };
  const copied = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {  // no permission, or a page that is not served safely: the old way may be open
      let taken = false;
      const take = (event) => { event.clipboardData.setData("text/plain", words); event.preventDefault(); taken = true; };
      document.addEventListener("copy", take);
      document.execCommand("copy");
      document.removeEventListener("copy", take);
      return taken;
    }
  };
  const act = async (button, of) => {
    if (button.dataset.do !== "copy") history.replaceState(history.state, "", "#" + of.id);
    const done = await copied(written(button.dataset.do, of));
    clearTimeout(shown);
    told.textContent = "";  // so that the same words are told again
    requestAnimationFrame(() => { told.textContent = done ? button.dataset.done : told.dataset.refused; });
    shown = setTimeout(() => { told.textContent = ""; }, 4000);
  };
  const put = (what, block, top, left) => {
    what.hidden = false;
    if (what.previousElementSibling !== block) block.after(what);
    const box = what.offsetParent.getBoundingClientRect();
    what.style.insetBlockStart = top - box.top + "px";
    if (left !== undefined) what.style.insetInlineStart = Math.max(0, Math.min(left - box.left, block.offsetWidth - what.offsetWidth)) + "px";
  };

  const offer = () => {
    if (bar.contains(document.activeElement)) return;
    passage = selected();
    if (!passage) { bar.hidden = true; return; }
    const lines = [...passage.range.getClientRects()];
    const line = lines[lines.length - 1];
    put(bar, passage.block, line.bottom + 6, line.right - 60);
  };
  document.addEventListener("selectionchange", () => { clearTimeout(due); due = setTimeout(offer, 200); });
  bar.addEventListener("pointerdown", (event) => event.preventDefault());  // the words stay selected
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) act(button, passage);
  });
  document.addEventListener("keydown", (event) => {
    if (bar.hidden) return;
    if (event.key === "Escape") bar.hidden = true;
    if (event.key === "Tab" && !event.shiftKey && document.activeElement === document.body) {
      bar.querySelector("button").focus();
      event.preventDefault();
    }
  });

  // One control in the gutter, at the sentence that is pointed at or holds the focus.
  const follow = (block, node, offset) => {
    const id = sentenceAt(block, node, offset);
    const start = document.getElementById(id);
    if (!start.matches(".s") || (here.dataset.id === id && !here.hidden)) return;
    const sentence = document.createRange();
    sentence.setStartAfter(start);
    sentence.setEndAfter(block.lastChild);
    const first = [...sentence.getClientRects()].find((rect) => rect.width > 1);
    if (!first) return;
    const line = parseFloat(getComputedStyle(block).lineHeight);
    here.dataset.id = id;
    here.setAttribute("aria-label", here.title = `${here.dataset.label} ${place(id)}`);
    put(here, block, first.top + first.height / 2 - line / 2);
  };
  here.dataset.label = here.getAttribute("aria-label");
  here.addEventListener("click", () => act(here, { id: here.dataset.id }));
  text.addEventListener("pointermove", (event) => {
    clearTimeout(moved);  // it waits until the pointer rests: on its way here it crosses other sentences
    const block = event.target.closest(".para > p");
    if (!block || here === document.activeElement) return;
    moved = setTimeout(() => {
      const { clientX: x, clientY: y } = event;
      const at = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint(x, y);
      const node = at && (at.offsetNode || at.startContainer);
      if (node && block.contains(node)) follow(block, node, at.offsetNode ? at.offset : at.startOffset);
    }, 150);
  });
  text.addEventListener("focusin", (event) => {
    const block = event.target.closest(".para > p");
    if (block) follow(block, event.target, 0);
  });
  addEventListener("resize", () => { bar.hidden = here.hidden = true; });
})();
