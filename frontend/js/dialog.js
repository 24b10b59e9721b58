// Opens the dialog an element names. The element is a link to a page that asks the same, for readers without script.
export function dialogOpener(opener) {
  const dialog = document.getElementById(opener.dataset.opensDialog);
  if (!dialog?.showModal) return;
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  dialog.querySelectorAll("[data-closes-dialog]").forEach((closer) => {
    closer.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.close();
    });
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => opener.focus());
}
