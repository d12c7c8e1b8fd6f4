// Everything here refines a page that already works: the reader's own settings, and the same place in another edition.
(function () {
  "use strict";
  const root = document.documentElement;
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const keep = (name, value) => { try { localStorage.setItem("jianzhu-" + name, value); } catch { /* refused */ } };
  const kept = (name) => { try { return localStorage.getItem("jianzhu-" + name); } catch { return null; } };
  // For the scripts of one kind of page; `set` is told of what moves lines.
  // The fields of a filter by name; and how many of what it filters are shown, in words.
  const fields = (controls) => Object.fromEntries(all("[name]", controls).map((field) => [field.name, field]));
  const told = (output, shown, count) => {
    output.value = output.dataset[shown ? "words" : "none"].replace("{n}", shown).replace("{all}", count);
  };
  // Data come as scripts, so that they do from disk. `ran(address)` promises that one has run.
  const ran = (address) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => { script.remove(); done(); };
    script.onerror = () => { script.remove(); failed(new Error(address)); };
    document.head.append(script);
  });
  // The files of a folder, each asked for once: it calls what gives its name and what it holds to `came`. `what` they
  // hold is said of one that does not come.
  function files(folder, what) {
    const known = new Map(); // name → a promise
    const held = new Map(); // name → what has come
    function get(name) {
      if (!known.has(name)) {
        known.set(name, ran(new URL(encodeURIComponent(name) + ".js", folder)).catch(() => {}).then(() => {
          if (!held.has(name)) throw new Error(`no ${what} ${name}`);
          const value = held.get(name);
          held.delete(name);
          return value;
        }));
        known.get(name).catch(() => known.delete(name)); // it may come another time
      }
      return known.get(name);
    }
    return { get, came: (name, value) => { held.set(name, value); } };
  }
  window.jianzhu = { all, keep, kept, fields, told, ran, files, keys: {}, set: () => {} };

  // --- settings ---------------------------------------------------------------------------
  const details = document.querySelector(".settings");
  if (details) {
    const usual = { theme: "auto", size: "18", family: "sans", keys: "on", setting: "horizontal" };
    for (const input of all("input", details)) {
      input.checked = (root.dataset[input.name] || usual[input.name]) === input.value;
      input.addEventListener("change", () => {
        if (input.value === usual[input.name]) delete root.dataset[input.name];
        else root.dataset[input.name] = input.value;
        keep(input.name, input.value);
        jianzhu.set(input.name, input.value);
      });
    }
    document.addEventListener("click", (event) => { if (!details.contains(event.target)) details.open = false; });
    details.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { details.open = false; details.querySelector("summary").focus(); }
    });
  }

  // --- editions: the same place in another script -------------------------------------------
  const place = () => {
    const marks = all(".para[id], section[id], h2[id]").filter((e) => e.getBoundingClientRect().top <= 80);
    return location.hash || (marks.length && scrollY > 200 ? "#" + marks[marks.length - 1].id : "");
  };
  for (const link of all(".editions a")) {
    link.addEventListener("click", () => { link.search = location.search; link.hash = place(); });
  }

  // --- keys: what a key does on this page; a page's own scripts add theirs ----------------------
  const step = (items, now) => items[(items.indexOf(now) + 1) % items.length];
  const keys = jianzhu.keys = {
    t: () => {
      const choices = all('.settings input[name="theme"]');
      step(choices, choices.find((choice) => choice.checked)).click();
    },
    v: () => {
      const links = all(".editions a");
      step(links, links.find((link) => link.matches("[aria-current]"))).click();
    },
  };
  document.addEventListener("DOMContentLoaded", () => {  // when a page's own scripts have put one there
    const filter = document.querySelector("main input[type=search]");
    const search = document.querySelector('.nav a[href$="search.html"]');
    if (filter || search) keys["/"] = () => { if (filter) filter.focus(); else location.href = search.href; };
  });
  const help = document.getElementById("keys");
  if (help && help.showPopover) {
    keys["?"] = () => help.togglePopover();
    help.addEventListener("beforetoggle", () => {
      for (const row of all("[data-key]", help)) row.hidden = row.dataset.key !== "Escape" && !keys[row.dataset.key];
    });
    help.addEventListener("toggle", (event) => { if (event.newState === "open") help.focus(); });
    document.querySelector('[data-do="help"]').addEventListener("click", keys["?"]);
    help.querySelector('[data-do="close"]').addEventListener("click", () => help.hidePopover());
  } else if (help) {
    document.querySelector('[data-do="help"]').remove();
    help.remove();
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || root.dataset.keys === "off") return;
    if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select")) return;
    if (!keys[event.key]) return;
    keys[event.key](event.key);
    event.preventDefault();
  });
})();
