// Opens in a dialog the parts of another page that say so (data-dialog-part); without script the link leads to the page.
const patience = 5000;
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

export function fetchedDialog(opener) {
  if (!("showModal" in HTMLDialogElement.prototype)) return;
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await allIsSent();
    const page = await fetched(opener.href);
    const parts = page ? [...page.querySelectorAll("[data-dialog-part]")].sort(byPlace) : [];
    if (parts.length) show(opener, parts);
    else location.assign(opener.href);
  });
}

// What was done on the board a moment ago is to be on the page: strokes are kept in storage until they are answered.
async function allIsSent() {
  const end = Date.now() + patience;
  const isWaiting = () => Object.keys(localStorage).some((name) => name.startsWith("board:"));
  try {
    while (isWaiting() && Date.now() < end) await pause(50);
  } catch {
    // storage may be forbidden
  }
}

async function fetched(url) {
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    return answer.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

function show(opener, parts) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog dialog--wide";
  dialog.setAttribute("aria-label", opener.dataset.fetchesDialog);
  const body = document.createElement("div");
  body.className = "dialog__body stack";
  body.append(closer(dialog, opener.dataset.closes), ...parts.map((part) => document.importNode(part, true)));
  dialog.append(body);
  dialog.querySelectorAll("form:not([action])").forEach((form) => form.setAttribute("action", opener.href));
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener.focus();
  });
  document.body.append(dialog);
  dialog.dispatchEvent(new CustomEvent("htmx:after:settle", { bubbles: true }));
  dialog.showModal();
}

const byPlace = (one, other) => Number(one.dataset.dialogPart) - Number(other.dataset.dialogPart);

function closer(dialog, word) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet button--small dialog__closer";
  button.textContent = word;
  button.addEventListener("click", () => dialog.close());
  return button;
}
