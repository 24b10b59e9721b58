// The live mode of a ceremony: keeps the clock, follows other tablets, and goes on while there is no network.
import { openShelf } from "./gate/shelf.js";
import { clock, fold, lastEnd, plannedEnd } from "./ceremony/folding.js";
import { Sending } from "./ceremony/sending.js";
import { Signing } from "./ceremony/signing.js";

const askAgain = 2000;
const farOff = 12 * 60 * 60;
const one = (selector) => document.querySelector(selector);
const part = (name) => one(`[data-part="${name}"]`);
const newKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
const asMark = ([key, kind, at, cue]) => ({ key, kind, at, cue });

async function start(page) {
  const show = JSON.parse(page.dataset.show);
  const words = one("[data-words]").dataset;
  const base = location.pathname;
  const shelf = await openShelf(`live-${base.split("/")[2].slice(0, 26)}`);
  const sending = new Sending(base, shelf);
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: page.dataset.zone, hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const kept = (await shelf.get("run")) ?? { number: 0 };
  let run = kept.number && kept.number >= show.run ? kept : { number: show.run, is_rehearsal: show.is_rehearsal, marks: show.marks.map(asMark) };
  const signing = new Signing(one("[data-signing]"), { shelf, time: minutes(page.dataset.zone), now: () => sending.now(), send: told });
  let hasFailed = false;

  async function told() {
    await draw();
    await sending.exchange();
    await draw();
  }

  async function learn(told) {
    if (told.refusal) {
      hasFailed = true;
      part("what").textContent = told.refusal;
      return;
    }
    if (told.version !== show.version && !(await shelf.waiting()).length) return location.reload();
    await signing.hear(told);
    const waiting = (await shelf.waiting()).filter((each) => each.run >= told.run);
    const number = Math.max(told.run, ...waiting.map((each) => each.run));
    const known = number === told.run ? told.marks.map(asMark) : [];
    const mine = waiting.filter((each) => each.run === number && !known.some(({ key }) => key === each.key));
    run = { number, is_rehearsal: number === told.run && told.run ? told.is_rehearsal : run.is_rehearsal, marks: [...known, ...mine] };
    await shelf.put("run", run);
    await draw();
  }

  async function touch(verb) {
    const stands = fold(run.marks ?? []);
    const ids = show.lines.map(({ id }) => id);
    const at = sending.now();
    const mark = { key: newKey(), kind: "cue", at, cue: null, run: run.number, is_rehearsal: run.is_rehearsal };
    if (verb === "begin" || verb === "rehearse") {
      if (!ids.length) return;
      Object.assign(mark, { cue: ids[0], run: run.number + 1, is_rehearsal: verb === "rehearse" });
      run = { number: mark.run, is_rehearsal: mark.is_rehearsal, marks: [] };
    } else if (verb === "next" || verb === "back") {
      const place = ids.indexOf(stands.current) + (verb === "next" ? 1 : stands.ended ? 0 : -1);
      if (place < 0) return;
      if (place < ids.length) mark.cue = ids[place];
      else mark.kind = "end";
    } else mark.kind = verb;
    run.marks = [...(run.marks ?? []), mark];
    await shelf.add(mark);
    await shelf.put("run", run);
    await told();
  }

  async function draw() {
    if (hasFailed) return;
    const stands = fold(run.marks ?? []);
    const place = show.lines.findIndex(({ id }) => id === stands.current);
    const line = show.lines[place];
    const coming = show.lines[place + 1];
    const state = stands.ended !== null ? "over" : stands.held !== null ? "held" : stands.isOn ? "on" : "before";
    page.dataset.state = state;
    part("now_word").textContent = { over: words.over, held: words.held, on: words.now, before: words.ready }[state];
    part("count").textContent = line ? `${place + 1}/${show.lines.length}` : "";
    part("what").textContent = line ? line.what : words.begin;
    part("who").textContent = line?.who ?? "";
    part("media").hidden = !line?.media;
    part("media").querySelector("span").textContent = line?.media ?? "";
    part("coming").textContent = coming?.what ?? words.theEnd;
    part("coming_who").textContent = coming?.who ?? "";
    one("[data-mode]").textContent = run.is_rehearsal && stands.isOn ? words.rehearsal : "";
    const wanted = [...document.querySelectorAll("[data-language]")];
    const isWanted = (language) => wanted.every((each) => each.value !== language || each.checked);
    for (const each of part("spoken").querySelectorAll("[data-said]")) {
      each.textContent = line?.spoken[each.dataset.said] ?? "";
      each.hidden = !each.textContent || !isWanted(each.dataset.said);
    }
    for (const each of one("[data-lines]").children) {
      if (Number(each.dataset.line) === stands.current) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    }
    const shown = { back: stands.isOn || state === "over", hold: state === "on", resume: state === "held", next: state === "on", end: stands.isOn, rehearse: !stands.isOn, begin: !stands.isOn };
    for (const button of one("[data-buttons]").querySelectorAll("button")) button.hidden = !shown[button.value];
    await signing.draw(stands.started !== null && !run.is_rehearsal);
    await sayNetwork();
    tick();
  }

  async function sayNetwork() {
    const waiting = (await shelf.waiting()).length;
    const isWell = sending.isOnline && !waiting;
    one("[data-network]").hidden = isWell;
    const said = [sending.isOnline ? "" : words.offline, waiting ? words.waiting.replace("{count}", waiting) : ""];
    one("[data-said-of-network]").textContent = said.filter(Boolean).join(" ");
  }

  function tick() {
    const now = sending.now();
    one("[data-clock]").textContent = time.format(now);
    const stands = fold(run.marks ?? []);
    const line = show.lines.find(({ id }) => id === stands.current);
    if (!line) return;
    const moment = stands.ended ?? stands.held ?? now;
    const elapsed = (moment - stands.began) / 1000;
    const left = line.seconds - elapsed;
    const origin = run.is_rehearsal ? stands.started - show.lines[0].starts * 1000 : show.starts;
    const later = lastEnd(show.lines, line.id, (stands.began - origin) / 1000, (moment - origin) / 1000) - plannedEnd(show.lines);
    part("elapsed").textContent = clock(elapsed);
    part("remaining").textContent = clock(left);
    part("remaining_word").textContent = left < 0 ? words.overBy : words.left;
    part("remaining").parentElement.classList.toggle("is-over", left < 0);
    part("total").textContent = clock(((stands.ended ?? now) - stands.started) / 1000);
    part("behind").textContent = Math.abs(later) < farOff ? clock(later) : "–";
    part("behind_word").textContent = later < 0 ? words.earlier : words.later;
    part("behind").parentElement.classList.toggle("is-over", later > 59 && later < farOff);
  }

  one("[data-buttons]").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.submitter) touch(event.submitter.value);
  }, { capture: true });
  document.addEventListener("keydown", (event) => {
    const verb = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" }[event.key];
    const button = verb && one(`[data-buttons] button[value="${verb}"]`);
    if (!button || button.hidden || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    touch(verb);
  });
  for (const box of document.querySelectorAll("[data-language]")) box.addEventListener("change", draw);
  sending.heard = learn;
  sending.refused = () => location.reload();
  const exchange = async () => {
    await sending.exchange();
    await sayNetwork();
  };
  addEventListener("online", exchange);
  addEventListener("offline", () => {
    sending.isOnline = false;
    sayNetwork();
  });
  await signing.begin(show);
  setInterval(tick, 500);
  setInterval(exchange, askAgain);
  await draw();
  await exchange();
  document.documentElement.dataset.state = "ready";
  if (globalThis.caches && navigator.serviceWorker) await keepPage(base).catch(() => {}); // the next time it is opened
}

const minutes = (timeZone) => new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });

// From now on the page opens without a network too, with every file it has loaded.
async function keepPage(base) {
  await navigator.serviceWorker.register("/live/worker.js");
  const files = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  const kept = await caches.open("live");
  await kept.addAll([...new Set(files.filter((path) => path.startsWith("/static/build/")))]);
  const page = await fetch(base);
  if (page.ok) await kept.put(base, page);
  document.documentElement.dataset.state = "kept";
}

const page = one("[data-ceremony]");
if (page) start(page);
