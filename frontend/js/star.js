// Shows a star as set at once, while htmx tells the server; an answer that fails takes it back.
export function starForm(form) {
  const button = form.querySelector("[aria-pressed]");
  const wanted = form.elements.namedItem("wanted");
  const flip = () => {
    const isOn = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isOn));
    if (wanted) wanted.value = isOn ? "0" : "1";
  };
  form.addEventListener("htmx:before:request", flip);
  form.addEventListener("htmx:response:error", flip);
  form.addEventListener("htmx:error", flip);
}
