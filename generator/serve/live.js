"use strict";
// Added to pages by `serve` alone. An event only knocks; the page then asks for the state and
// compares it with its own version, so that a late or doubled event never reloads twice.
(() => {
  const KEPT = "jianzhu:place";
  const CLOSED = "jianzhu:closed";
  let version = document.currentScript.dataset.version;

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

  function restyle() {
    for (const old of document.querySelectorAll('link[rel="stylesheet"]:not([data-going])')) {
      const address = new URL(old.href);
      if (address.pathname.startsWith("/_jianzhu/")) continue;
      const fresh = old.cloneNode();
      address.searchParams.set("v", version);
      fresh.href = address.href;
      fresh.onload = fresh.onerror = () => old.remove();
      old.dataset.going = "";
      old.after(fresh);
    }
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
      const answer = await fetch("/_jianzhu/state", { cache: "no-store" });
      const state = await answer.json();
      show(state.problems);
      if (state.version !== version) {
        if (state.before === version) {
          version = state.version;
          restyle();
        } else {
          if (scrollX || scrollY) sessionStorage.setItem(KEPT, JSON.stringify(place()));
          location.reload();
        }
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
