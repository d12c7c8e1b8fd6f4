// What a query means. `jianzhu.query(text)` gives { words, without, names, days, problems }: `words` must stand in an
// article, `without` must not; `names` are [{ kind, words }], `days` [{ from, to }] of months or days, either open;
// `problems` are [{ at, what }]: a part that means nothing, and which kind of part it was to be.
(function () {
  "use strict";
  const OPERATORS = {
    人: "person", 人物: "person", person: "person",
    机: "organisation", 機: "organisation", 机构: "organisation", 機構: "organisation", org: "organisation",
    地: "place", 地点: "place", 地點: "place", place: "place",
    日: "date", 日期: "date", date: "date",
  };
  const OPERATOR = new RegExp(`^(${Object.keys(OPERATORS).sort((a, b) => b.length - a.length).join("|")})[:：]`, "i");
  // Typed with curly quotes only what holds a space is a phrase: a text itself may have them around a word.
  const PHRASE = /^(?:["＂]([^"＂]*)(?:["＂]|$)|“([^”]*\s[^”]*)”(?=\s|$))/;

  // A year, a month or a day, as from its first to its last day.
  function span(words) {
    const found = /^(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?|年)?$/.exec(words);
    if (!found) return null;
    const [year, month, day] = found.slice(1).map(Number);
    if ((found[2] && (month < 1 || month > 12)) || (found[3] && (day < 1 || day > 31))) return null;
    return { from: [year, month || 1, day || 1], to: [year, month || 12, day || 31] };
  }
  function days(words) {
    const ends = jianzhu.plain(words).split(/\.\.+|…+|[~～至]/);
    if (ends.length > 2 || !ends.some(Boolean)) return null;
    const [first, last = first] = ends.map((end) => (end ? span(end) : {}));
    return first && last && { from: first.from || null, to: last.to || null };
  }

  jianzhu.query = (text) => {
    const found = { words: [], without: [], names: [], days: [], problems: [] };
    let rest = text.trim();
    while (rest) {
      const start = rest;
      const minus = /^[-－−](?=\S)/.test(rest);
      if (minus) rest = rest.slice(1);
      const operator = minus ? null : OPERATOR.exec(rest);
      if (operator) rest = rest.slice(operator[0].length);
      const quoted = PHRASE.exec(rest);
      const [whole] = quoted || /^\S*/.exec(rest);
      const words = quoted ? quoted[1] ?? quoted[2] : whole;
      rest = rest.slice(whole.length).trimStart();
      const at = start.slice(0, start.length - rest.length).trim();
      const kind = operator ? OPERATORS[operator[1].toLowerCase()] : minus ? "without" : "words";
      if (!words.trim()) {
        if (at) found.problems.push({ at, what: kind });
      } else if (kind === "date") {
        const span = days(words);
        if (span) found.days.push(span);
        else found.problems.push({ at, what: kind });
      } else if (operator) found.names.push({ kind, words });
      else found[kind].push(words);
    }
    if (found.without.length && !found.words.length && !found.names.length && !found.days.length) {
      found.problems.push({ at: text.trim(), what: "only_without" });
    }
    return found;
  };
})();
