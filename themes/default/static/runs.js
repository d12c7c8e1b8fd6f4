// What two texts share. `jianzhu.runs(a, b)` is given two lists of characters, in which "" ends a block, and gives
// [{ length, a: [start, …], b: [start, …] }], in the order of the first list: no run crosses the end of a block, none
// is shorter than six characters, no character is in two, and where runs would overlap the longer one has it.
// The same words are one run, with all their places that are in no longer run.
(function () {
  "use strict";
  const LEAST = 6;
  const MANY = 64; // places of six characters that are looked at: more are a text that repeats itself

  // Where each six characters in a row begin, in order.
  function grams(list) {
    const found = new Map();
    let first = 0; // of the block
    list.forEach((char, n) => {
      if (char === "") first = n + 1;
      const start = n + 1 - LEAST;
      if (char === "" || start < first) return;
      const gram = list.slice(start, n + 1).join("");
      if (!found.has(gram)) found.set(gram, []);
      found.get(gram).push(start);
    });
    return found;
  }
  // Every stretch that is the same in both and can be made no longer, each once.
  function matches(a, b, inA, inB) {
    const found = [];
    const reached = new Map(); // the end in `a` of the last match with such a distance between its places
    const starts = [...inA].flatMap(([gram, places]) => (inB.has(gram) ? places.map((place) => [place, gram]) : []));
    for (const [place, gram] of starts.sort(([one], [other]) => one - other)) {
      for (const other of inB.get(gram).slice(0, MANY)) {
        const far = other - place;
        if (reached.get(far) > place) continue;
        let start = place;
        let end = place + LEAST;
        while (a[start - 1] && a[start - 1] === b[start - 1 + far]) start--;
        while (a[end] && a[end] === b[end + far]) end++;
        reached.set(far, end);
        found.push({ a: start, b: start + far, length: end - start });
      }
    }
    return found;
  }
  function runs(a, b) {
    const [inA, inB] = [grams(a), grams(b)];
    const taken = { a: new Uint8Array(a.length), b: new Uint8Array(b.length) };
    const take = (side, start, length) => taken[side].fill(1, start, start + length);
    const free = (side, start, length) => !taken[side].subarray(start, start + length).includes(1);
    const bySize = [];
    const put = (match) => { (bySize[match.length] ||= []).push(match); };
    matches(a, b, inA, inB).forEach(put);
    const found = new Map(); // by its words
    for (let length = bySize.length - 1; length >= LEAST; length--) {
      for (const match of bySize[length] || []) {
        if (free("a", match.a, length) && free("b", match.b, length)) {
          take("a", match.a, length);
          take("b", match.b, length);
          const words = a.slice(match.a, match.a + length).join("");
          if (!found.has(words)) found.set(words, { length, a: [], b: [] });
          found.get(words).a.push(match.a);
          found.get(words).b.push(match.b);
          continue;
        }
        let from = 0; // what longer runs left of it may be a run still
        for (let n = 0; n <= length; n++) {
          if (n < length && !taken.a[match.a + n] && !taken.b[match.b + n]) continue;
          if (n - from >= LEAST) put({ a: match.a + from, b: match.b + from, length: n - from });
          from = n + 1;
        }
      }
    }
    for (const run of found.values()) { // the longest first
      const words = a.slice(run.a[0], run.a[0] + run.length);
      for (const [side, list, places] of [["a", a, inA], ["b", b, inB]]) {
        for (const start of places.get(words.slice(0, LEAST).join("")) || []) {
          if (!free(side, start, run.length) || !words.every((char, n) => char === list[start + n])) continue;
          take(side, start, run.length);
          run[side].push(start);
        }
        run[side].sort((one, other) => one - other);
      }
    }
    return [...found.values()].sort((one, other) => one.a[0] - other.a[0]);
  }
  jianzhu.runs = runs;
})();
