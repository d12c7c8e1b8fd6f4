// The list beside the map is whole without this: here a row that is pointed at outlines its square.
(function () {
  "use strict";
  const { all } = jianzhu;
  const tiles = new Map(all(".tile").map((tile) => [tile.dataset.unit, tile]));
  function here(event) {
    const row = event.target.closest("section[data-unit]");
    for (const [unit, tile] of tiles) tile.classList.toggle("here", Boolean(row) && unit === row.dataset.unit);
  }
  for (const what of ["pointerover", "focusin"]) document.querySelector("main").addEventListener(what, here);
})();
