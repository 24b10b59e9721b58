// The focus goes to what was just changed: once the page is there, since the browser first follows the address's fragment.
export function takesFocus(element) {
  const take = () => setTimeout(() => element.focus());
  if (document.readyState === "complete") take();
  else addEventListener("load", take, { once: true });
}
