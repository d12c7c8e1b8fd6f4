// What of an article fits a query: `jianzhu.match(name, query)` promises { text, how, lines }. `how` is "exact" where
// all words stand in it as some edition writes them, "other" where another character of the same class is written
// for one (髮 for 發), "none" else. A line is { block, start, end, text }: the words in their block as this edition
// writes it, an array of characters; `jianzhu.line(line)` gives { left, key, right, anchor } of it.
(function () {
  "use strict";
  const SHOWN = 18; // characters on either side

  // The words of a block as one string, and from an offset in it to the number of the word that stands there.
  function sight(words, seen) {
    const text = seen(words.join(""));
    if (words.every((word) => word.length === 1)) return { text, at: (offset) => offset };
    const at = words.flatMap((word, n) => Array(word.length).fill(n));
    return { text, at: (offset) => at[offset] };
  }
  function places({ text, at }, wanted) {
    const found = [];
    for (let n = text.indexOf(wanted); n >= 0; n = text.indexOf(wanted, n + 1)) found.push([at(n), at(n + wanted.length - 1) + 1]);
    return found;
  }
  // Where some words stand, in any of the forms of the blocks: "block start end", each once, in order.
  function standing(forms, seen, words) {
    const wanted = seen(words);
    const found = new Map();
    for (const blocks of forms) {
      blocks.forEach((block, number) => {
        for (const [start, end] of places(block[seen.name] ||= sight(block, seen), wanted)) {
          found.set([number, start, end].join(), { block: number, start, end });
        }
      });
    }
    return [...found.values()].sort((a, b) => a.block - b.block || a.start - b.start);
  }
  const seen = { plain: (text) => jianzhu.plain(text), classed: (text) => jianzhu.classed(text) };

  jianzhu.match = async (name, query) => {
    const [text, { said, all }] = await Promise.all([jianzhu.texts.load(name), jianzhu.texts.forms(name)]);
    let how = "exact";
    const lines = [];
    for (const words of query.words) {
      let here = standing(all, seen.plain, words);
      if (!here.length) {
        here = standing(all, seen.classed, words);
        how = here.length ? (how === "exact" ? "other" : how) : "none";
      }
      lines.push(...here);
    }
    if (query.without.some((words) => standing(all, seen.plain, words).length)) how = "none";
    if (how !== "none") for (const { words } of query.names) lines.push(...standing(all, seen.classed, words));
    const shown = lines.map((line) => ({ ...line, text: said[line.block] }));
    return { text, how, lines: shown.sort((a, b) => a.block - b.block || a.start - b.start) };
  };

  const digit = (char) => /^\d/.test(char || "");
  jianzhu.line = (text, { block, start, end, text: chars }) => {
    let first = Math.max(0, start - SHOWN);
    let last = Math.min(chars.length, end + SHOWN);
    while (first > 0 && first < start && digit(chars[first - 1]) && digit(chars[first])) first++;
    while (last < chars.length && last > end && digit(chars[last - 1]) && digit(chars[last])) last--;
    const cut = (from, to) => chars.slice(from, to).join("");
    const anchor = jianzhu.texts.anchor(text.blocks[block], cut(0, start).length);
    return { left: cut(first, start), key: cut(start, end), right: cut(end, last), anchor };
  };
})();
