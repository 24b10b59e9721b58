// A second click on the same button sends nothing twice; the server guards itself all the same.
const patience = 6000;

export function sendOnce(form) {
  let isSent = false;
  const reopen = () => {
    isSent = false;
    form.querySelectorAll(".is-busy").forEach((button) => button.classList.remove("is-busy"));
  };
  form.addEventListener("submit", (event) => {
    if (form.matches("[hx-post],[data-hx-post]")) return;
    if (isSent) {
      event.preventDefault();
      return;
    }
    isSent = true;
    event.submitter?.classList.add("is-busy");
    setTimeout(reopen, patience); // an answer that is a file leaves this page where it is
  });
  // Coming back with the back button finds the page as it was left.
  window.addEventListener("pageshow", reopen);
}
