// Vertical setting: columns from right to left in a region of their own, notes behind the text.
(function (root) {
  "use strict";
  const wide = matchMedia("screen and (min-width: 64.5em)");  // on paper and on phones lines stay level
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.media = wide.media;
  sheet.href = document.currentScript.src.replace(/\.js$/, ".css");
  sheet.setAttribute("blocking", "render");
  const wanted = () => root.dataset.setting === "vertical" && wide.matches;
  if (wanted()) document.head.append(sheet);
  document.addEventListener("DOMContentLoaded", () => {
    const { all } = jianzhu;
    const text = document.querySelector(".text");
    const template = document.querySelector("template.vertical");
    const endnotes = template.content.firstElementChild.cloneNode(true);
    const homes = new Map(all(".side", text).map((side) => [side, side.parentElement]));
    for (const [side, para] of homes) {
      const number = para.querySelector(".pn");
      if (number) side.dataset.n = number.dataset.n;
    }
    let dressed = false, upright = false;

    // --- the text: numbers of one or two digits stand upright in one place ----------------------
    const SHORT = /(?<![\d.,:/+\-A-Za-z])\d{1,2}(?![\d.,:/%+\-A-Za-z])/g;
    function combine() {
      for (const block of all(".para > p, .para > h2, .para figcaption", text)) {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        const nodes = [];
        while (walker.nextNode()) nodes.push(walker.currentNode);
        for (const node of nodes) {
          for (const found of [...node.data.matchAll(SHORT)].reverse()) {
            node.splitText(found.index + found[0].length);
            const digits = document.createElement("span");
            digits.className = "upright";
            const own = node.splitText(found.index);
            own.before(digits);
            digits.append(own);
          }
        }
      }
      upright = true;
    }

    // --- in and out of it -----------------------------------------------------------------------
    const paras = all(".para", text);
    const current = () => {
      const edge = text.getBoundingClientRect();
      return paras.find((para) => {
        const box = para.getBoundingClientRect();
        return dressed ? box.left < edge.right - 40 : box.bottom > 60;
      });
    };
    function show(para) {
      if (!dressed) { para.scrollIntoView(); return; }
      text.scrollIntoView({ block: "nearest" });
      text.scrollLeft += para.getBoundingClientRect().right - text.getBoundingClientRect().right;
    }
    function dress() {
      if (dressed) return;
      dressed = true;
      if (!upright) combine();
      endnotes.append(...homes.keys());
      if (homes.size) text.append(endnotes);
      text.tabIndex = 0;
      text.setAttribute("role", "region");
      text.setAttribute("aria-label", template.dataset.label);
    }
    function undress() {
      if (!dressed) return;
      dressed = false;
      for (const [side, para] of homes) para.append(side);
      endnotes.remove();
      for (const name of ["tabindex", "role", "aria-label"]) text.removeAttribute(name);
    }
    function set(on, keep) {
      const para = keep && scrollY > 100 ? current() : null;
      const go = () => { (on ? dress : undress)(); jianzhu.set(); if (para) show(para); };
      if (on && !sheet.isConnected) {
        sheet.addEventListener("load", () => { if (wanted()) go(); }, { once: true });
        document.head.append(sheet);
        return;
      }
      if (!on) sheet.remove();
      go();
    }
    document.addEventListener("change", (event) => { if (event.target.name === "setting") set(wanted(), true); });
    wide.addEventListener("change", () => set(wanted(), false));
    addEventListener("beforeprint", undress);
    addEventListener("afterprint", () => { if (wanted()) dress(); });
    if (wanted()) {
      dress();
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target) target.scrollIntoView();
    }

    // --- moving along: the wheel, and the keys of a page ----------------------------------------
    const along = (by) => {
      const before = text.scrollLeft;
      text.scrollLeft -= by;
      return text.scrollLeft !== before;
    };
    text.addEventListener("wheel", (event) => {
      if (!dressed || event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      const box = text.getBoundingClientRect();
      const whole = event.deltaY > 0 ? box.bottom <= innerHeight + 1 : box.top >= -1;  // first the page comes to it
      if (whole && along(event.deltaY * (event.deltaMode ? 32 : 1))) event.preventDefault();
    }, { passive: false });
    text.addEventListener("keydown", (event) => {
      if (!dressed || event.target !== text || event.ctrlKey || event.metaKey || event.altKey) return;
      const page = text.clientWidth * 0.9;
      const by = { PageDown: page, PageUp: -page, " ": event.shiftKey ? -page : page, Home: -text.scrollWidth, End: text.scrollWidth }[event.key];
      if (by && along(by)) event.preventDefault();
    });
  });
})(document.documentElement);
