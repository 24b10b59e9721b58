// A page that waits for something: asks how far it is, and loads itself anew once there is nothing to wait for.
const EVERY = 1000;

export function waitFor(element) {
  const bar = element.querySelector("progress");
  const said = element.querySelector(".progress__said span:last-child");
  const look = async () => {
    const answer = await fetch(element.dataset.waitsFor, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) {
      const { progress, waits } = await answer.json();
      if (!waits) return window.location.reload();
      if (progress) {
        bar.value = progress;
        said.textContent = `${progress} %`;
      }
    } else if (answer && answer.status < 500) {
      return window.location.reload();
    }
    return setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
}
