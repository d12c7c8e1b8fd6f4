// The text of any article, for scripts of other pages. `jianzhu.texts.load("003")`, given the name of an article's
// page, promises { name, path, title, date, publisher, lang, versions, blocks } in the edition of this page: `path`
// and `versions` (the page of its versions, or "") are addresses from the edition's root, `blocks` stand in the order
// of the page. A block is { kind, anchor, text, starts, lang, written, folded }: `kind` is kicker, title, subtitle,
// heading, paragraph or caption, `starts` are where its sentences begin, if its page numbers them;
// `jianzhu.texts.anchor(block, offset)` is the anchor of the sentence there: "p2-3". Offsets are those of strings.
// `written` holds what is written for each character of the source, joined it is the text; `folded` holds the same
// characters in plain simplified ones, whichever script and edition they are in.
// `jianzhu.texts.forms("003")` promises how the text is written: { said, all } are blocks of words, a word for each
// character as received; `said` is how this page's edition writes them, `all` how each of them does, and the source.
// The promises fail where there is no such article. A text comes as a script, so that it does from disk, too.
(function () {
  "use strict";
  const folder = new URL("../texts/", document.currentScript.src);
  const { edition } = document.documentElement.dataset;

  // A table from characters to characters.
  const pairs = (text) => {
    const chars = Array.from(text);
    return new Map(chars.flatMap((char, n) => (n % 2 ? [] : [[char, chars[n + 1]]])));
  };

  // What an edition writes for each character of a text: of the texts of a file, that of such a number.
  function writing({ said }, edition) {
    const [mostly, splices] = said[edition] || ["", []];
    const table = pairs(mostly);
    return (text, number) => {
      const written = Array.from(text, (char) => table.get(char) || char);
      for (const [block, offset, words] of splices) if (block === number) written[offset] = words;
      return written;
    };
  }
  function read(file) {
    const write = writing(file, edition);
    const folds = pairs(file.fold || "");
    const converted = edition === "source" ? "" : document.documentElement.lang;
    const lang = converted || file.lang;
    const blocks = file.blocks.map((block, number) => {
      const written = write(block.text, number);
      const starts = (block.starts || []).map((start) => written.slice(0, start).join("").length);
      const folded = Array.from(block.text, (char) => folds.get(char) || char);
      const { kind, anchor } = block;
      return { kind, anchor, text: written.join(""), starts, lang: converted || block.lang || lang, written, folded };
    });
    const { name, path, date = "", publisher = "", versions } = file;
    const title = blocks.find(({ kind }) => kind === "title").text;
    return { name, path, title, date, publisher: write(publisher, blocks.length).join(""), lang, versions, blocks };
  }
  function anchor({ anchor, starts }, offset) {
    const number = starts.filter((start) => start <= offset).length;
    return number ? `${anchor}-${number}` : anchor;
  }
  function written(file) {
    const how = (edition) => {
      const write = writing(file, edition);
      return file.blocks.map(({ text }, number) => write(text, number));
    };
    const all = ["source", ...Object.keys(file.said)].map(how);
    return { said: how(edition), all };
  }
  const { get: fetched, came } = jianzhu.files(folder, "text of");
  jianzhu.text = (file) => came(file.name, file);
  jianzhu.texts = { load: (name) => fetched(name).then(read), forms: (name) => fetched(name).then(written), anchor };
})();
