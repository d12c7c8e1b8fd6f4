// The index of the archive, read in parts. `jianzhu.index.ready()` promises { count, order, columns, first } of all
// articles; `.holding(words)` a Set of the numbers of articles that may hold some words: all that do, and with more
// than two characters, or where characters of several classes are one, now and then one that does not.
// `.naming(kind, words)` promises those that name somebody, `.name(number)` the name of an article's page; `.alone(char)`
// says whether nothing else is written for a character.
// `jianzhu.plain` gives words in half width and lower case, `jianzhu.classed` each character as the first of its class.
(function () {
  "use strict";
  const folder = new URL("../search/", document.currentScript.src);
  const HEAD = 256; // numbers of a group's articles
  const { get: part, came } = jianzhu.files(folder, "part");
  jianzhu.part = came;

  // Numbers that are written as characters: one below 1,024, else two or three.
  function numbers(text) {
    const found = [];
    for (let at = 0; at < text.length; at++) {
      const code = read(text, at);
      if (code < 1024) found.push(code);
      else if (code < 1536) found.push(((code - 1024) << 10) | read(text, ++at));
      else {
        found.push(((code - 1536) << 20) | (read(text, at + 1) << 10) | read(text, at + 2));
        at += 2;
      }
    }
    return found;
  }
  function read(text, at) {
    const code = text.charCodeAt(at);
    return code - 0x23 - (code > 0x5c);
  }

  // --- characters --------------------------------------------------------------------------
  const firsts = new Map(); // character → the first of its class
  const several = new Set(); // the first characters of classes
  function learn([sizes, gaps, others]) {
    const [more, far] = [numbers(gaps), numbers(others)];
    let code = 0, at = 0;
    numbers(sizes).forEach((size, n) => {
      code += more[n];
      several.add(String.fromCharCode(code));
      for (let m = 0; m <= size; m++) firsts.set(String.fromCharCode(code + far[at++]), String.fromCharCode(code));
    });
  }
  jianzhu.plain = (text) =>
    text.replace(/[\u3000\uff01-\uff5e]/g, (c) => (c === "\u3000" ? " " : String.fromCharCode(c.charCodeAt(0) - 0xfee0))).toLowerCase();
  const first = (char) => firsts.get(char) || (char >= "\uf900" && char <= "\ufaff" ? first(char.normalize("NFC")) : char);
  jianzhu.classed = (text) => Array.from(jianzhu.plain(text), first).join("");
  const alone = (char) => !several.has(first(char)); // the only one of its class
  const codes = (words) => Array.from(jianzhu.classed(words), (char) => char.codePointAt(0) & 0xffff);
  const term = (one, two) => Math.imul((one << 16) | two, 0x9e3779b1) >>> 0;
  const among = (number, shards) => Math.floor(number / (0x100000000 / shards));

  // --- all articles --------------------------------------------------------------------------
  let head = null;
  function ready() {
    head ||= Promise.all([part("articles"), part("classes")]).then(([told, classes]) => {
      learn(classes);
      const { first, facets } = told;
      const own = told.sizes.flatMap((size, group) => Array.from({ length: size }, (_, n) => HEAD * group + n));
      const spread = (text) => {
        const column = [];
        numbers(text).forEach((value, n) => { column[own[n]] = value; });
        return column;
      };
      const columns = { month: spread(told.months), day: spread(told.days) };
      for (const word of Object.keys(facets)) columns[word] = spread(facets[word]);
      const { month, day } = columns;
      const order = own.sort((a, b) => month[b] - month[a] || day[b] - day[a] || a - b); // 0: undated, last
      return { count: own.length, order, columns, first, cut: told };
    });
    head.catch(() => { head = null; });
    return head;
  }

  // --- which articles --------------------------------------------------------------------------
  const shards = new Map(); // name → a promise of its terms
  function shard(number, of) {
    const name = `terms-${number}`;
    if (!shards.has(name)) {
      shards.set(name, part(name).then(([terms, counts, gaps]) => {
        const lists = new Map();
        const [more, far] = [numbers(counts), numbers(gaps)];
        let code = number * (0x100000000 / of), at = 0;
        numbers(terms).forEach((gap, n) => {
          code += gap;
          lists.set(code, far.slice(at, at + more[n] + 1));
          at += more[n] + 1;
        });
        return lists;
      }));
    }
    return shards.get(name);
  }
  function listed(gaps) {
    let number = -1;
    return new Set(gaps.map((gap) => (number += gap + 1)));
  }
  const both = (one, other) => new Set([...one].filter((number) => other.has(number)));

  async function holding(words) {
    const { cut } = await ready();
    const chars = codes(words);
    const terms = chars.length === 1 ? [term(chars[0], 0)] : chars.slice(1).map((two, n) => term(chars[n], two));
    const lists = await Promise.all([...new Set(terms)].map(async (code) => (await shard(among(code, cut.terms), cut.terms)).get(code) || []));
    return lists.sort((a, b) => a.length - b.length).map(listed).reduce(both);
  }

  // What a form stands for may be written otherwise elsewhere: so first the form, then what it names.
  const LETTERS = { person: "p", organisation: "o", place: "l" };
  async function naming(kind, words) {
    const { cut } = await ready();
    const letter = LETTERS[kind];
    const shardOf = (name) => {
      const [one, two = 0] = codes(Array.from(name).slice(0, 2).join(""));
      return part(`names-${among(term(one, two), cut.names)}`);
    };
    const form = jianzhu.classed(words.replace(/\s/g, ""));
    const [forms] = await shardOf(form);
    const keys = Object.hasOwn(forms, letter + form) ? forms[letter + form] : [];
    const lists = await Promise.all(keys.map(async (key) => listed(numbers((await shardOf(key))[1][letter + key]))));
    return new Set(lists.flatMap((list) => [...list]));
  }

  const name = async (number) => (await part(`ids-${Math.floor(number / HEAD)}`))[number % HEAD];
  jianzhu.index = { ready, holding, naming, name, alone };
})();
