// The stars of the public programme. The page is the same for everybody, so what stands on this device's agenda is kept on
// the device, and asked for anew when there is one; a star is told to the server and shown at once.
const stay = 9000;

export function keptAgenda(form) {
  const key = `agenda ${form.action}`;
  const said = document.querySelector("[data-agenda-said]");
  const stars = () => document.querySelectorAll(`button[form="${form.id}"]`);
  let picks = new Set(read(key));
  let silence;

  function show() {
    for (const star of stars()) star.setAttribute("aria-pressed", String(picks.has(star.value)));
    for (const count of document.querySelectorAll("[data-agenda-count]")) count.textContent = picks.size || "";
  }
  function take(answer) {
    picks = new Set(answer.picks);
    write(key, [...picks]);
    show();
  }
  function say(words) {
    clearTimeout(silence);
    said.querySelector("[data-words]").textContent = words;
    said.hidden = !words;
    silence = setTimeout(() => { said.hidden = true; }, stay);
  }
  async function send(star) {
    const wasOn = picks.has(star.value);
    const isFirst = picks.size === 0 && !wasOn;
    if (wasOn) picks.delete(star.value); else picks.add(star.value);
    show();
    try {
      const body = new URLSearchParams({ uid: star.value, wanted: wasOn ? "0" : "1" });
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.said);
      take(told);
      say(told.said || (isFirst ? form.dataset.first : ""));
    } catch (error) {
      if (wasOn) picks.add(star.value); else picks.delete(star.value);
      show();
      say(error instanceof TypeError || !error.message ? form.dataset.failed : error.message);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.submitter) send(event.submitter);
  }, { capture: true });
  show();
  if (picks.size) fetch(`${form.action}/picks`).then((answer) => answer.ok && answer.json()).then((told) => told && take(told), () => {});
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

function write(key, picks) {
  try {
    localStorage.setItem(key, JSON.stringify(picks));
  } catch {
    // A browser that keeps nothing still shows the stars until the page is left.
  }
}
