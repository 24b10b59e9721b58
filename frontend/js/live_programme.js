// Keeps what runs and what comes true by itself. The page carries a day and a half of the programme along: entries move on
// as their moments come, with or without a network. Every so many seconds the page is asked for anew.
export function liveProgramme(first) {
  let area = first;
  let known = null;
  let updated = Date.now();
  const every = Number(area.dataset.every) * 1000;
  const emit = () => document.dispatchEvent(new CustomEvent("live:drawn", { detail: { area } }));
  const draw = () => { placeEntries(area, Date.now()); emit(); };

  async function ask() {
    try {
      const answer = await fetch(location.href, { cache: "no-cache", credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      const served = Date.parse(answer.headers.get("Date"));
      updated = Date.now();
      sayConnected(area, updated, true, served);
      if (html === known) return;
      known = html;
      const news = new DOMParser().parseFromString(html, "text/html").getElementById("live");
      if (!news) return location.reload();
      const next = document.importNode(news, true);
      area.replaceWith(next);
      area = next;
      draw();
    } catch {
      sayConnected(area, updated, false);
    }
  }

  draw();
  sayConnected(area, updated, navigator.onLine);
  setInterval(draw, 1000 * 5);
  setInterval(ask, every);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  addEventListener("online", ask);
  addEventListener("offline", () => sayConnected(area, updated, false));
}

// Puts every entry where it belongs at that moment; what is over leaves.
export function placeEntries(area, now) {
  const { dataset } = area;
  const nowList = area.querySelector("[data-now]");
  const nextList = area.querySelector("[data-next]");
  const number = (entry, name) => Number(entry.dataset[name]);
  const entries = [...area.querySelectorAll("[data-starts]")];
  entries.filter((entry) => number(entry, "ends") <= now).forEach((entry) => entry.remove());
  const left = entries.filter((entry) => number(entry, "ends") > now);
  const running = left.filter((entry) => number(entry, "starts") <= now);
  const coming = left.filter((entry) => number(entry, "starts") > now);
  const first = Math.min(...coming.map((entry) => number(entry, "starts")));
  const most = Number(dataset.most ?? 0);
  running.sort((one, other) => number(one, "order") - number(other, "order") || number(one, "starts") - number(other, "starts"));
  coming.sort((one, other) => number(one, "starts") - number(other, "starts") || number(one, "order") - number(other, "order"));
  const isNext = (entry, at) => most ? at < most : number(entry, "starts") <= first + Number(dataset.together) * 60000;
  running.forEach((entry) => { entry.hidden = false; sayLeft(area, entry, now); });
  coming.forEach((entry, at) => { entry.hidden = !isNext(entry, at); sayDay(area, entry, now); });
  inOrder(nowList, running);
  inOrder(nextList, coming);
  const phase = now < Number(dataset.begins) ? "before" : now >= Number(dataset.ends) ? "over" : "under-way";
  for (const part of area.querySelectorAll("[data-phase]")) part.hidden = part.dataset.phase !== phase;
  area.querySelector("[data-nothing-now]").hidden = running.length > 0;
  area.querySelector("[data-next-part]").hidden = coming.length === 0;
}

function inOrder(list, entries) {
  const isSo = entries.length === list.children.length && entries.every((entry, at) => list.children[at] === entry);
  if (!isSo) list.append(...entries);
}

function sayLeft(area, entry, now) {
  const badge = entry.querySelector("[data-left]");
  entry.querySelector("[data-day]")?.remove();
  if (!badge || entry.querySelector(".is-cancelled")) return;
  const minutes = Math.ceil((Number(entry.dataset.ends) - now) / 60000);
  const words = minutes < 60 ? area.dataset.minutesLeft : area.dataset.hoursLeft;
  const said = words
    .replace("{num}", minutes)
    .replace("{hours}", Math.floor(minutes / 60))
    .replace("{minutes}", minutes % 60);
  if (badge.textContent !== said) badge.textContent = said;
  badge.hidden = false;
}

function sayDay(area, entry, now) {
  const badge = entry.querySelector("[data-day]");
  if (!badge) return;
  const day = (moment) => new Intl.DateTimeFormat("en-CA", { timeZone: area.dataset.zone }).format(moment);
  badge.hidden = day(Number(entry.dataset.starts)) === day(now);
}

function sayConnected(area, updated, isConnected, served = NaN) {
  const said = area.querySelector("[data-connection]");
  const time = timeOf(updated, area.dataset.zone);
  const isOff = Math.abs(served - updated) > 120000;
  if (!said) return;
  said.classList.toggle("is-gone", !isConnected);
  const words = isConnected ? (isOff && said.dataset.off) || said.dataset.fresh || "" : said.dataset.gone;
  said.textContent = words.replace("{time}", time);
  said.hidden = !said.textContent;
}

export function timeOf(moment, zone) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(moment);
}
