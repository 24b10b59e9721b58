// What is said aloud, and shown for a while at the foot of the page.
import { say } from "./words.js";

const stay = 8000;

export class Voice {
  constructor(root) {
    this.region = root.querySelector("[data-said]");
    this.toasts = document.querySelector(".toasts");
    this.icon = root.querySelector("[data-toast-icons]");
  }

  tell(sentence) {
    this.region.textContent = "";
    requestAnimationFrame(() => { this.region.textContent = sentence; });
  }

  toast(sentence, { tone = "good", action = null, act = null } = {}) {
    this.toasts.querySelectorAll("[data-board-toast]").forEach((each) => each.remove());
    const toast = document.createElement("div");
    toast.className = `toast toast--${tone}`;
    toast.dataset.boardToast = "";
    const words = document.createElement("p");
    words.className = "toast__text";
    words.textContent = sentence;
    toast.append(words);
    if (action) toast.append(this.button(action, () => { toast.remove(); act(); }));
    toast.append(this.button(say("dismiss"), () => toast.remove(), true));
    this.toasts.append(toast);
    if (tone === "good") setTimeout(() => { if (!toast.matches(":hover, :focus-within")) toast.remove(); }, stay);
    return toast;
  }

  button(label, act, isQuiet = false) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button button--small${isQuiet ? " button--quiet" : ""}`;
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }
}
