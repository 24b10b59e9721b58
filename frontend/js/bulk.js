// Ticking rows brings the bulk bar and says how many are chosen. Without script the bar is always there.
export function bulkSelection(form) {
  const bar = form.querySelector("[data-bulk-bar]") ?? document.querySelector(`[data-bulk-bar="${form.id}"]`);
  const all = form.querySelector("[data-selects-all]");
  const boxes = () => [...form.querySelectorAll("input[type=checkbox][data-row]")];
  const count = bar?.querySelector("[data-count]");
  if (!bar) return;

  const tell = () => {
    const chosen = boxes().filter((box) => box.checked);
    bar.hidden = chosen.length === 0;
    if (count) count.textContent = String(chosen.length);
    boxes().forEach((box) => box.closest("tr, li")?.classList.toggle("is-selected", box.checked));
    if (all) {
      all.checked = chosen.length > 0 && chosen.length === boxes().length;
      all.indeterminate = chosen.length > 0 && !all.checked;
    }
  };
  let last = null;
  form.addEventListener("click", (event) => {
    const box = event.target.closest?.("input[data-row]");
    if (!box) return;
    const rows = boxes();
    if (event.shiftKey && last) {
      const [from, to] = [rows.indexOf(last), rows.indexOf(box)].sort((one, other) => one - other);
      rows.slice(from, to + 1).forEach((row) => { row.checked = box.checked; });
    }
    last = box;
  });
  form.addEventListener("change", ({ target }) => {
    if (target === all) boxes().forEach((box) => { box.checked = all.checked; });
    tell();
  });
  tell();
}
