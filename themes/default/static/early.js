// What the reader chose, set before the first paint.
(function (root) {
  "use strict";
  ["theme", "size", "family", "keys", "sentences", "setting"].forEach(function (name) {
    try {
      var value = localStorage.getItem("jianzhu-" + name);
      if (value) root.dataset[name] = value;
    } catch (refused) { /* no storage: the system's own choice stands */ }
  });
  root.classList.add("scripted");
})(document.documentElement);
