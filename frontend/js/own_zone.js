// Offers the reader's own time zone first in the switch of a programme; the reader decides.
export function ownZone(form) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const select = form.querySelector("select[name=zone]");
  if (!zone || zone === form.dataset.ownZone || select.value) return;
  const known = [...select.options].find((option) => option.value === zone);
  const option = known ?? new Option(zone.split("/").pop().replaceAll("_", " "), zone);
  select.options[0].after(option);
  select.value = zone;
}
