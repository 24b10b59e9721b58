// Reads codes with the camera. Browsers that cannot do it themselves get zxing, from our own server.
import wasm from "zxing-wasm/reader/zxing_reader.wasm";

const pause = 150;
const sameAgainAfter = 4000;

export async function detector() {
  if ("BarcodeDetector" in window) {
    const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
    if (formats.includes("qr_code")) return new window.BarcodeDetector({ formats: ["qr_code"] });
  }
  const { BarcodeDetector, prepareZXingModule } = await import("barcode-detector/ponyfill");
  prepareZXingModule({ overrides: { locateFile: (path, prefix) => (path.endsWith(".wasm") ? new URL(wasm, import.meta.url).href : prefix + path) } });
  return new BarcodeDetector({ formats: ["qr_code"] });
}

// Shows what the camera sees in the video and tells each code once; returns what closes the camera.
export async function readWith(video, tell) {
  const [reading, stream] = await Promise.all([detector(), navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } })]);
  let isOpen = true;
  let last = { code: "", at: 0 };
  video.srcObject = stream;
  await video.play();
  (async () => {
    while (isOpen) {
      const found = await reading.detect(video).catch(() => []);
      const code = found[0]?.rawValue;
      if (isOpen && code && (code !== last.code || Date.now() - last.at > sameAgainAfter)) {
        last = { code, at: Date.now() };
        tell(code);
      } else if (code) last.at = Date.now();
      await new Promise((done) => { setTimeout(done, pause); });
    }
  })();
  return () => {
    isOpen = false;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
}
