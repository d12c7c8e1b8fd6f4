// Lines of context stand in the order of the text without this: here they can be sorted.
(function () {
  "use strict";
  const { all } = jianzhu;
  const buttons = all(".line-orders button");
  if (!buttons.length) return;
  const groups = all(".line-group");
  const compare = new Intl.Collator(document.documentElement.lang).compare;
  const plain = (text) => text.replace(/[\p{P}\p{S}\s]/gu, "");
  const lines = groups.flatMap((group) => all("li", group).map((li) => ({
    li,
    home: li.parentNode,
    at: li.querySelector(".at"),
    anchor: li.querySelector(".at").textContent,
    day: group.dataset.date || "",
    left: [...plain(li.querySelector(".left").textContent)].reverse().join(""),
    right: plain(li.querySelector(".right").textContent),
  })));
  lines.forEach((line, place) => { line.place = place; });

  // How often a line goes on like this one, by its next two characters.
  const often = new Map();
  const next = ({ right }) => [...right].slice(0, 2).join("");
  for (const line of lines) often.set(next(line), (often.get(next(line)) || 0) + 1);
  const last = (text) => text === ""; // what stands at the edge of its paragraph
  const orders = {
    left: (a, b) => last(a.left) - last(b.left) || compare(a.left, b.left),
    right: (a, b) => last(a.right) - last(b.right) || often.get(next(b)) - often.get(next(a)) || compare(a.right, b.right),
    date: (a, b) => last(a.day) - last(b.day) || (a.day < b.day ? -1 : a.day > b.day ? 1 : 0),
  };

  const flat = document.createElement("ol");
  flat.className = "lines flat";
  if (groups.length) groups[0].before(flat);
  function sort(by) {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.by === by));
    const sorted = orders[by] ? [...lines].sort((a, b) => orders[by](a, b) || a.place - b.place) : lines;
    for (const { li, home, at, anchor, day } of sorted) {
      at.textContent = orders[by] && day ? `${day} ${anchor}` : anchor;
      (orders[by] ? flat : home).append(li);
    }
    flat.hidden = !orders[by];
    for (const group of groups) group.hidden = Boolean(orders[by]);
    const query = orders[by] ? "?lines=" + by : location.pathname.split("/").pop() || "./";
    try { history.replaceState(null, "", query + location.hash); } catch { /* refused from disk */ }
  }
  for (const button of buttons) button.addEventListener("click", () => sort(button.dataset.by));
  const asked = new URLSearchParams(location.search).get("lines");
  if (orders[asked]) sort(asked);
  else flat.hidden = true;
})();
