// Shows a star as set at once, while htmx tells the server; an answer that fails takes it back.
export function starForm(form) {
  const button = form.querySelector("[aria-pressed]");
  const flip = () => button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  form.addEventListener("htmx:before:request", flip);
  form.addEventListener("htmx:response:error", flip);
  form.addEventListener("htmx:error", flip);
}
