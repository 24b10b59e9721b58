// Fills a field with the browser's time zone, unless somebody has chosen one already.
export function timeZone(field) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || (field.value && field.dataset.timeZone !== "always")) return;
  if (field.tagName === "SELECT" && ![...field.options].some(({ value }) => value === zone)) return;
  field.value = zone;
}
