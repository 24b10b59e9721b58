// Narrows a list while the reader types. Enter still asks the server, which searches everything.
export function liveFilter(input) {
  const list = document.querySelector(input.dataset.liveFilter);
  const said = document.querySelector(input.dataset.liveFilterCount ?? null);
  if (!list) return;
  const rows = [...list.children];
  const words = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const texts = rows.map((row) => words(row.textContent));
  input.addEventListener("input", () => {
    const wanted = words(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, at) => {
      row.hidden = !wanted.every((word) => texts[at].includes(word));
      count += row.hidden ? 0 : 1;
    });
    if (said) said.textContent = String(count);
  });
}
