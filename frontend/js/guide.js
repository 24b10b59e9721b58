// The page of a guide's tour: answers without reloading, and keeps what is tapped while there is no network.
import { forget, openShelf } from "./gate/shelf.js";
import { Sending } from "./guide/sending.js";
import { after, here, takes, walkIns } from "./guide/tour.js";

const askAgain = 15000;
const one = (selector) => document.querySelector(selector);
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const filled = (text, parts) => text.replace(/\{(\w+)\}/g, (_whole, name) => parts[name]);

async function start(page) {
  const words = one("[data-words]").dataset;
  const base = location.pathname;
  const shelfName = `guide-${base.split("/")[2]}`;
  const shelf = await openShelf(shelfName);
  const sending = new Sending(`${base}sync`, shelf);
  const forms = (part) => one(`[data-tap="${part}"]`);
  const total = document.querySelectorAll("[data-stop]").length;
  const isPast = Date.now() > Number(page.dataset.forgetAt);
  let told = navigator.onLine ? JSON.parse(page.dataset.guide) : (await shelf.get("told")) ?? JSON.parse(page.dataset.guide);

  async function draw() {
    const waiting = await shelf.waiting();
    const tour = after(told, waiting);
    one("[data-here]").textContent = here(tour);
    for (const [id, [heads, count]] of Object.entries(tour.parties)) drawParty(id, heads, count);
    drawWay(tour);
    drawWalkIns(tour);
    const line = one("[data-network]");
    line.hidden = false;
    line.dataset.network = sending.isOnline && !waiting.length ? "good" : "attention";
    const state = sending.isSignedOut ? words.signedOut : sending.isOnline ? words.online : words.offline;
    line.querySelector("[data-said]").textContent = waiting.length ? `${state} ${filled(words.waiting, { count: waiting.length })}` : state;
    document.documentElement.dataset.waits = waiting.length;
  }

  function drawParty(id, heads, count) {
    const row = one(`[data-party="${id}"]`);
    if (!row) return;
    row.classList.toggle("is-here", count >= heads);
    row.querySelector("[data-count]").textContent = filled(words.count, { here: count, heads });
    if (!forms(`all-${id}`)) return;
    row.querySelector("[data-fewer]").value = Math.max(0, count - 1);
    row.querySelector("[data-more]").value = count + 1;
    forms(`all-${id}`).hidden = count >= heads;
  }

  function drawWay(tour) {
    const { phase, at_stop: at } = tour;
    if (phase === "off") return;
    const stop = one(`[data-stop="${at}"]`);
    const next = one(`[data-stop="${at + 1}"]`);
    one("#way").textContent = words[phase];
    one("[data-now]").textContent = stop?.dataset.name ?? words.meeting;
    one("[data-next]").hidden = !next || phase === "over";
    if (next) one("[data-next]").textContent = filled(words.next, { stop: next.dataset.name, time: next.dataset.time, minutes: next.dataset.way });
    forms("start").hidden = phase !== "before";
    forms("next").hidden = phase !== "on" || at >= total;
    forms("next").elements.number.value = Math.min(at + 1, total);
    forms("finish").hidden = phase !== "on";
    forms("again").hidden = phase !== "over";
    for (const each of document.querySelectorAll("[data-stop]")) {
      const isHere = Number(each.dataset.stop) === at;
      if (isHere && !each.hasAttribute("aria-current")) each.querySelector("details").open = true;
      if (isHere) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    }
  }

  function drawWalkIns(tour) {
    if (!forms("walk-out")) return;
    one("[data-walk-ins]").textContent = walkIns(tour);
    const last = tour.walk_ins.at(-1);
    forms("walk-out").hidden = !last;
    if (last) [forms("walk-out").elements.party.value] = last;
  }

  function tell(sentences) {
    const list = one("[data-afterwards]");
    list.replaceChildren(...[...new Set(sentences)].map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
    list.hidden = !sentences.length;
  }

  async function touch(form, button) {
    const { kind, party, number } = form.elements;
    const said = button?.name === "number" ? button.value : number?.value ?? 0;
    const tap = { key: newKey(), kind: kind.value, at: Date.now(), party: party?.value ?? "", number: Number(said) };
    const isTaken = takes(after(told, await shelf.waiting()), tap);
    tell(isTaken ? [] : [words.full]);
    if (!isTaken) return;
    await shelf.add(tap);
    await draw();
    await sending.exchange();
    await draw();
  }

  sending.heard = async ({ refused, ...tour }) => {
    told = tour;
    await shelf.put("told", told);
    if (refused.length) tell(refused);
  };
  sending.gone = async () => {
    shelf.close();
    forget(shelfName);
    await globalThis.caches?.delete("guide");
    location.reload();
  };

  page.addEventListener("submit", (event) => {
    if (!event.target.dataset.tap) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    touch(event.target, event.submitter);
  }, { capture: true });
  const ask = async () => {
    await sending.exchange();
    await draw();
  };
  addEventListener("online", ask);
  addEventListener("offline", () => {
    sending.isOnline = false;
    draw();
  });
  setInterval(ask, askAgain);
  await draw();
  await ask();
  document.documentElement.dataset.state = "ready";
  if (isPast) await forgetPage(base);
  else if (globalThis.caches && navigator.serviceWorker) await keepPage(base).catch(() => {}); // the next time it is opened
}

// Hours after the tour nothing of its guests stays on the phone.
async function forgetPage(base) {
  for (const each of document.querySelectorAll("[data-phone]")) each.remove();
  const kept = await globalThis.caches?.open("guide");
  await kept?.delete(base);
}

// From now on the page opens without a network too, with every file it has loaded.
async function keepPage(base) {
  await navigator.serviceWorker.register("/guide/worker.js");
  const files = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  const kept = await caches.open("guide");
  await kept.addAll([...new Set(files.filter((path) => path.startsWith("/static/build/")))]);
  const page = await fetch(base);
  if (page.ok && !page.redirected) await kept.put(base, page);
  document.documentElement.dataset.state = "kept";
}

const page = one("[data-guide]");
if (page) start(page);
