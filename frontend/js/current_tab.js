// Brings the current tab of a row that scrolls sideways into view.
export function currentTab(row) {
  const current = row.querySelector("[aria-current]");
  if (current) row.scrollLeft = current.offsetLeft - row.clientWidth / 2 + current.offsetWidth / 2;
}
