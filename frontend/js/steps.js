// A long form, one section at a time. The form is whole without it: all sections stand on one page then.
export function inSteps(form) {
  const words = form.querySelector("template[data-steps-words]");
  const frame = words?.content.cloneNode(true);
  if (!frame) return;
  const parts = [...form.querySelectorAll("fieldset")].filter((part) => part.matches("form > fieldset, .asking > fieldset"));
  if (parts.length < 3) return;
  const [nav, ways] = [frame.querySelector("nav"), frame.querySelector("[data-ways]")];
  const [back, next] = [ways.querySelector("[data-back]"), ways.querySelector("[data-next]")];
  const send = form.querySelector("button.button--primary:not([data-next])");
  form.prepend(nav);
  send.before(back, next);
  ways.remove();
  let here = 0;

  const asked = () => parts.filter((part) => !part.disabled);
  const titleOf = (part) => part.querySelector(":scope > legend")?.textContent.trim() ?? "";
  const firstWrong = () => parts.findIndex((part) => part.querySelector("[aria-invalid=true], .field--error"));

  const show = (index, isMoved = true) => {
    const steps = asked();
    here = Math.max(0, Math.min(index, steps.length - 1));
    for (const part of parts) part.classList.toggle("is-other-step", part !== steps[here]);
    const isLast = here === steps.length - 1;
    [back.hidden, next.hidden, send.hidden] = [here === 0, isLast, !isLast];
    const list = nav.querySelector("ol");
    list.replaceChildren(...steps.map((part, at) => {
      const item = document.createElement("li");
      item.className = `stepper__step${at < here ? " is-done" : at === here ? " is-current" : ""}`;
      if (at === here) item.setAttribute("aria-current", "step");
      const name = document.createElement("span");
      name.className = "stepper__name";
      name.textContent = titleOf(part);
      item.append(name);
      return item;
    }));
    const said = nav.querySelector("[data-said]");
    said.textContent = said.dataset.said.replace("{current}", here + 1).replace("{total}", steps.length).replace("{name}", titleOf(steps[here]));
    if (isMoved) {
      const legend = steps[here].querySelector(":scope > legend");
      legend?.setAttribute("tabindex", "-1");
      legend?.focus({ preventScroll: true });
      nav.scrollIntoView({ block: "start" });
    }
  };

  const isWhole = () => {
    const wrong = [...asked()[here].querySelectorAll("input, select, textarea")].find((field) => !field.disabled && field.willValidate && !field.checkValidity());
    wrong?.reportValidity();
    return !wrong;
  };
  const goOn = () => isWhole() && show(here + 1);

  next.addEventListener("click", goOn);
  back.addEventListener("click", () => show(here - 1));
  form.addEventListener("change", () => setTimeout(() => show(here, false))); // after the conditions have looked
  form.addEventListener("submit", (event) => {
    const isSending = !event.submitter || event.submitter === send || event.submitter.matches("[data-enter]");
    if (!isSending || here === asked().length - 1) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    goOn();
  }, { capture: true });
  // A line of the summary leads to a field on another step.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href^='#']");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    const part = field && asked().findIndex((each) => each.contains(field));
    if (part >= 0 && field) show(part, false);
  });
  // Read in another language, the form opens where it was left.
  form.addEventListener("submit", ({ submitter }) => submitter?.name === "step" && keepStep(here));
  const [wrong, left] = [firstWrong(), leftStep()];
  show(wrong < 0 ? left : asked().indexOf(parts[wrong]), false);
}

const key = () => `step:${location.pathname}`;
const quietly = (act) => { try { return act(); } catch { return null; } };
const keepStep = (step) => quietly(() => sessionStorage.setItem(key(), step));
const leftStep = () => {
  const step = Number(quietly(() => sessionStorage.getItem(key())) ?? 0);
  quietly(() => sessionStorage.removeItem(key()));
  return step;
};
