// A button that copies the field it names and says so.
export function copyButton(button) {
  const field = document.getElementById(button.dataset.copy);
  const word = button.querySelector("[data-word]") ?? button;
  const before = word.textContent;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // pages served without TLS have no clipboard interface
    }
    word.textContent = button.dataset.copied;
    setTimeout(() => { word.textContent = before; }, 2000);
  });
}
