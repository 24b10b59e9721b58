// Questions that depend on others: asked at once when an answer calls for them, switched off when none does.
// The server decides the same once more; see coopevents/forms/conditions.py, whose words these are.
const asTexts = (given) => {
  if (given === true) return ["yes"];
  if (Array.isArray(given)) return given.map(String);
  if (given && typeof given === "object") return Object.values(given).filter(Boolean).map(String);
  return given === undefined || given === null || given === "" || given === false ? [] : [String(given)];
};

const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text);
const isNumber = (text) => text.trim() !== "" && Number.isFinite(Number(text));

function compares(given, bound, isLeast) {
  const left = given.replace(",", ".");
  if (isNumber(left) && isNumber(bound)) return isLeast ? Number(left) >= Number(bound) : Number(left) <= Number(bound);
  if (isDay(left) && isDay(bound)) return isLeast ? left >= bound : left <= bound;
  return false;
}

export function holds({ tests, needs_all: needsAll }, answers) {
  const passes = ({ key, operator, values }) => {
    const given = asTexts(answers[key]);
    if (operator === "is") return given.some((each) => values.includes(each));
    if (operator === "is_not") return !given.some((each) => values.includes(each));
    if (operator === "is_answered") return given.length > 0;
    if (operator === "is_empty") return given.length === 0;
    return given.length > 0 && values.length > 0 && compares(given[0], values[0], operator === "at_least");
  };
  return needsAll ? tests.every(passes) : tests.some(passes);
}

const day = 24 * 60 * 60 * 1000;

export function computed({ computation, from }, answers) {
  const given = from.map((key) => answers[key]).filter((each) => asTexts(each).length);
  if (!given.length) return "";
  if (computation === "nights") {
    const nights = (Date.parse(given[0].to) - Date.parse(given[0].from)) / day;
    return nights >= 0 ? String(nights) : "";
  }
  if (computation === "sum") return String(given.reduce((sum, each) => sum + (Number(String(each).replace(",", ".")) || 0), 0));
  if (computation === "count") return String(given.reduce((sum, each) => sum + (Array.isArray(each) ? each.length : 1), 0));
  const on = answers["event.starts_on"];
  if (!on || !isDay(String(given[0]))) return "";
  const years = Number(on.slice(0, 4)) - Number(given[0].slice(0, 4));
  return String(on.slice(5) < given[0].slice(5) ? years - 1 : years);
}

// What stands in the form now, by the question's key; controls that are switched off say nothing.
export function answersIn(form, known) {
  const answers = { ...known };
  const about = { country: "guest.country", language: "guest.language" };
  for (const field of form.elements) {
    if (!field.name || field.matches(":disabled")) continue;
    const key = about[field.name] ?? (field.name.startsWith("answer_") ? field.name.slice(7) : "");
    if (!key) continue;
    const at = key.indexOf("-");
    if (at > 0) {
      const [whole, part] = [key.slice(0, at), key.slice(at + 1).replace(/_$/, "")];
      answers[whole] = { ...(answers[whole] ?? {}), [part]: field.value };
    } else if (field.type === "checkbox") {
      const isSeveral = field.hasAttribute("value");
      if (isSeveral && field.value !== "y") answers[key] = [...(answers[key] ?? []), ...(field.checked ? [field.value] : [])];
      else answers[key] = field.checked;
    } else if (field.type === "radio") {
      if (field.checked) answers[key] = field.value;
    } else answers[key] = field.value;
  }
  return answers;
}

export function askedWhenNeeded(area) {
  const form = area.closest("form");
  const parts = [...area.querySelectorAll("[data-condition]")];
  const said = [...area.querySelectorAll("[data-computes]")];
  if (!form || !(parts.length || said.length)) return;
  const known = JSON.parse(area.dataset.asks || "{}");
  const look = () => {
    // In the order of the page: what is switched off says nothing to what comes after it.
    for (const part of parts) {
      const isAsked = holds(JSON.parse(part.dataset.condition), answersIn(form, known));
      part.hidden = part.disabled = !isAsked;
    }
    for (const each of said) {
      each.querySelector("output").value = computed(JSON.parse(each.dataset.computes), answersIn(form, known)) || "–";
    }
  };
  form.addEventListener("input", look);
  form.addEventListener("change", look);
  look();
}
