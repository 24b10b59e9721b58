// Keeps what was typed in a long form on this device until it is sent, and offers it again after a lost connection.
const kept = (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type) && !field.hasAttribute("data-private");

export function draftKeeper(form) {
  const key = `draft:${location.pathname}:${form.dataset.draft}`;
  const fields = () => [...form.elements].filter(kept);
  const read = () => fields().map((field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value));
  const untouched = JSON.stringify(read());
  const stored = find(key);
  if (stored && !form.querySelector("[aria-invalid=true]")) {
    const values = JSON.parse(stored);
    fields().forEach((field, at) => {
      if (typeof values[at] === "boolean") field.checked = values[at];
      else if (typeof values[at] === "string") field.value = values[at];
    });
  }
  form.addEventListener("input", () => {
    const now = JSON.stringify(read());
    if (now === untouched) forget(key);
    else keep(key, now);
  });
  form.addEventListener("submit", () => forget(key));
}

// Storage may be forbidden or full; a draft is a courtesy, never a condition.
const quietly = (act) => { try { return act(); } catch { return null; } };
const find = (key) => quietly(() => sessionStorage.getItem(key));
const keep = (key, text) => quietly(() => sessionStorage.setItem(key, text));
const forget = (key) => quietly(() => sessionStorage.removeItem(key));
