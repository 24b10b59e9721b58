// What guest pages load. Every page works without it.
import { startAll } from "./start.js";
import { copyButton } from "./copy.js";
import { dialogOpener } from "./dialog.js";
import { languageTabs } from "./tabs.js";
import { liveFilter } from "./filter.js";
import { closingMenu } from "./menu.js";
import { sendOnce } from "./send_once.js";
import { starForm } from "./star.js";
import { ownZone } from "./own_zone.js";
import { timeZone } from "./time_zone.js";
import { toast } from "./toast.js";
import { keptAgenda } from "./kept_agenda.js";
import { draftKeeper } from "./draft.js";
import { currentTab } from "./current_tab.js";

startAll({
  "[data-copy]": copyButton,
  "[data-opens-dialog]": dialogOpener,
  "[data-language-tabs]": languageTabs,
  "[data-live-filter]": liveFilter,
  "details.menu": closingMenu,
  "form[method=post]": sendOnce,
  "[data-star]": starForm,
  "[data-time-zone]": timeZone,
  "[data-own-zone]": ownZone,
  "[data-toast]": toast,
  "form[data-draft]": draftKeeper,
  "[data-asks]": (area) => area.querySelector("[data-condition],[data-computes]") && import("./conditions.js").then(({ askedWhenNeeded }) => askedWhenNeeded(area)),
  "form[data-steps]": (form) => import("./steps.js").then(({ inSteps }) => inSteps(form)),
  "[data-scrolls-to-current]": currentTab,
  "[data-agenda]": keptAgenda,
  "[data-live]": (area) => import("./live_programme.js").then(({ liveProgramme }) => liveProgramme(area)),
});
