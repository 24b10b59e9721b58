// Opens and closes the camera; nothing of it is loaded before somebody wants it.
export function cameraButton(opener, finder, { tell, failed }) {
  let close = null;
  const show = (isOpen) => {
    finder.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
  };
  opener.hidden = !navigator.mediaDevices?.getUserMedia;
  opener.addEventListener("click", async () => {
    if (!finder.hidden) {
      close?.();
      show(false);
      return;
    }
    show(true);
    try {
      const { readWith } = await import("./camera.js");
      close = await readWith(finder.querySelector("video"), tell);
    } catch {
      show(false);
      failed();
    }
  });
}
