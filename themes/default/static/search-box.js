// A box for what to search for, where a page has one: the search page answers.
(function () {
  "use strict";
  for (const form of document.querySelectorAll("form[role=search]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const words = form.elements.q.value.trim();
      if (words) location.href = form.action + "?" + new URLSearchParams({ q: words });
    });
  }
})();
