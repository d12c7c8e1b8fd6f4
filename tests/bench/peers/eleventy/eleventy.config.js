// One language, a page for each tag, lists of fifty.
module.exports = function (config) {
  config.addCollection("newest", (all) =>
    all.getFilteredByGlob("content/articles/*.md").sort((a, b) => b.date - a.date));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return {
    dir: { input: "content", includes: "../_includes", output: "public" },
    markdownTemplateEngine: false,  // plain Markdown: nobody's words are template code
  };
};
