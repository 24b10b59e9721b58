// What organisers' pages load besides public.js.
import { startAll } from "./start.js";
import { bulkSelection } from "./bulk.js";
import { gridKeys } from "./grid_keys.js";
import { sendOnChange } from "./send_on_change.js";

startAll({
  "form[data-bulk]": bulkSelection,
  "[data-grid-keys]": gridKeys,
  "[data-sends-on-change]": sendOnChange,
});
