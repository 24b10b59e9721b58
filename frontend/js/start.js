// Starts each module on the elements its selector names: once for the page, and again inside what htmx brings.
const htmxWords = "[hx-get],[hx-post],[hx-put],[hx-patch],[hx-delete],[data-hx-get],[data-hx-post]";
const started = new WeakMap();

export function startAll(modules) {
  const root = document.documentElement;
  root.classList.add("has-script");
  const startWithin = (area) => {
    for (const [selector, start] of Object.entries(modules)) {
      const inside = [...area.querySelectorAll(selector)];
      if (area.matches?.(selector)) inside.push(area);
      for (const element of inside) startOnce(start, element);
    }
  };
  startWithin(document);
  document.addEventListener("htmx:after:settle", ({ target }) => startWithin(target.isConnected ? target : document));
  if (document.querySelector(htmxWords)) import("./live.js");
}

function startOnce(start, element) {
  const known = started.get(element) ?? started.set(element, new Set()).get(element);
  if (known.has(start)) return;
  known.add(start);
  start(element);
}
