// Toasts can be sent away; those that ask for nothing leave by themselves, unless the reader is at them.
const stay = 8000;

export function toast(element) {
  const leave = () => element.remove();
  element.querySelector("[data-dismiss]")?.addEventListener("click", leave);
  if (element.dataset.toast !== "leaves") return;
  let timer = setTimeout(leave, stay);
  const wait = () => clearTimeout(timer);
  const go = () => { timer = setTimeout(leave, stay / 2); };
  element.addEventListener("mouseenter", wait);
  element.addEventListener("focusin", wait);
  element.addEventListener("mouseleave", go);
  element.addEventListener("focusout", go);
}
