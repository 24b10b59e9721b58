// What organisers' pages load besides public.js.
import { startAll } from "./start.js";
import { bulkSelection } from "./bulk.js";
import { fetchedDialog } from "./fetched_dialog.js";
import { sendOnChange } from "./send_on_change.js";
import { takesFocus } from "./takes_focus.js";
import { waitFor } from "./wait_for.js";

startAll({
  "form[data-bulk]": bulkSelection,
  "[data-sends-on-change]": sendOnChange,
  "a[data-fetches-dialog]": fetchedDialog,
  "[data-waits-for]": waitFor,
  "[data-takes-focus]": takesFocus,
  "[data-stop-map]": (desk) => import("./stop_map.js").then(({ stopMap }) => stopMap(desk)),
});

// Who signs out leaves no names on the phone; taps that wait to be sent stay.
document.addEventListener("submit", ({ target }) => {
  if (new URL(target.action, location.href).pathname === "/sign-out") globalThis.caches?.delete("on-campus");
});
