"use strict";
// Added to pages by `serve` alone. An event only knocks; the page then asks what it is made of
// now and compares that with what it was made of, so that a page whose view is the same stays,
// and a late or doubled event never reloads twice.
(() => {
  const KEPT = "jianzhu:place";
  const CLOSED = "jianzhu:closed";
  const { key, styles: known, assets } = document.currentScript.dataset;
  let styles = JSON.parse(known);

  const kept = sessionStorage.getItem(KEPT);
  if (kept) {
    sessionStorage.removeItem(KEPT);
    const place = JSON.parse(kept);
    if (place.address === location.pathname + location.search) {
      history.scrollRestoration = "manual"; // the browser's own would come later and win
      restore(place);
      const reached = scrollY;
      addEventListener("load", () => {
        if (scrollY === reached) restore(place); // else the reader has gone on
        history.scrollRestoration = "auto";
      });
    }
  }

  // The first element in view that has a name holds the place better than a count of pixels:
  // lines may have come or gone above it.
  function place() {
    const held = [...document.querySelectorAll("main [id], body > [id]")].find((element) => {
      const box = element.getBoundingClientRect();
      return box.height > 0 && box.top >= 0 && box.top < innerHeight;
    });
    return {
      address: location.pathname + location.search,
      x: scrollX,
      y: scrollY,
      id: held?.id,
      top: held?.getBoundingClientRect().top,
    };
  }

  function restore({ x, y, id, top }) {
    const held = y > 0 && id ? document.getElementById(id) : null;
    if (held) y = scrollY + held.getBoundingClientRect().top - top;
    scrollTo({ left: x, top: y, behavior: "instant" });
  }

  // Only links whose sheet has changed are loaded anew, each beside the old one, which goes when
  // the new one is there.
  function restyle(fresh) {
    for (const old of document.querySelectorAll('link[rel="stylesheet"]:not([data-going])')) {
      const address = new URL(old.href);
      const path = decodeURIComponent(address.pathname.slice(1));
      if (address.origin !== location.origin || fresh[path] === styles[path]) continue;
      const next = old.cloneNode();
      address.searchParams.set("v", fresh[path] ?? "");
      next.href = address.href;
      next.onload = next.onerror = () => old.remove();
      old.dataset.going = "";
      old.after(next);
    }
    styles = fresh;
  }

  function show(problems) {
    const shown = document.getElementById("jianzhu-problems");
    if (problems && shown?.querySelector("pre").textContent === problems) return;
    shown?.remove();
    if (!problems) sessionStorage.removeItem(CLOSED);
    if (!problems || sessionStorage.getItem(CLOSED) === problems) return;
    const make = (name, text) => {
      const element = document.createElement(name);
      element.textContent = text;
      return element;
    };
    const panel = make("section", "");
    panel.id = "jianzhu-problems";
    panel.lang = "en";
    panel.setAttribute("role", "alert");
    const close = make("button", "Close");
    close.type = "button";
    close.onclick = () => {
      sessionStorage.setItem(CLOSED, problems);
      panel.remove();
    };
    panel.append(make("h2", "The build has problems"), close, make("pre", problems));
    document.body.append(panel);
  }

  let asking = false;
  let again = false;
  async function ask() {
    again = asking;
    if (asking) return;
    asking = true;
    try {
      const asked = new URLSearchParams({ path: location.pathname, key });
      const answer = await fetch(`/_jianzhu/state?${asked}`, { cache: "no-store" });
      const state = await answer.json();
      show(state.problems);
      if (state.key !== key || state.assets !== assets) {
        if (scrollX || scrollY) sessionStorage.setItem(KEPT, JSON.stringify(place()));
        location.reload();
      } else {
        restyle(state.styles);
      }
    } catch {
      // The server has gone; when it is back it knocks.
    }
    asking = false;
    if (again) ask();
  }

  if (typeof SharedWorker === "undefined") {
    new EventSource("/_jianzhu/events").onmessage = ask;
  } else {
    const { port } = new SharedWorker("/_jianzhu/knock.js", "jianzhu");
    port.onmessage = ask;
    addEventListener("pagehide", (event) => event.persisted || port.postMessage("gone"));
  }
  addEventListener("pageshow", (event) => event.persisted && ask());
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector("#jianzhu-problems button")?.click();
  });
  ask();
})();
