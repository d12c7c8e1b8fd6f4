// The timeline is whole without this: here it can be turned round, and stays so on its other pages.
(function () {
  "use strict";
  const { all, keep, kept } = jianzhu;
  const buttons = all(".turn button");
  const lists = all("[data-turned]");
  let now = "oldest";
  function turn(order) {
    if (order !== now) for (const list of lists) list.append(...[...list.children].reverse());
    now = order;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.order === order));
  }
  for (const button of buttons) {
    button.addEventListener("click", () => { turn(button.dataset.order); keep("order", now); });
  }
  if (buttons.length && kept("order") === "newest") turn("newest");
})();
