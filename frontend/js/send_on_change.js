// Sends its form as soon as another choice is made; the button beside it is for readers without script.
export function sendOnChange(control) {
  control.addEventListener("change", () => control.form.requestSubmit());
}
