// What must be there before the first paint, so that nothing moves: what the reader chose, and what only works with script.
(function (root) {
  "use strict";
  ["theme", "size", "family", "keys", "sentences", "setting"].forEach(function (name) {
    try {
      var value = localStorage.getItem("jianzhu-" + name);
      if (value) root.dataset[name] = value;
    } catch (refused) { /* no storage: the system's own choice stands */ }
  });
  root.classList.add("scripted");
  // Puts what the template before it holds in its place, while the page is still being read.
  customElements.define("from-template", class extends HTMLElement {
    connectedCallback() {
      const template = this.previousElementSibling;
      template.replaceWith(template.content);
      this.remove();
    }
  });
})(document.documentElement);
