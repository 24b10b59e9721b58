// Brings the current tab of a row that scrolls sideways into view.
export function currentTab(row) {
  const current = row.querySelector("[aria-current]");
  if (!current) return;
  const [tab, frame] = [current.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += tab.left + tab.width / 2 - (frame.left + frame.width / 2);
}
