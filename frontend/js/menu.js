// Closes an open menu on Escape and on a click elsewhere.
export function closingMenu(menu) {
  const summary = menu.querySelector("summary");
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    menu.open = false;
    summary.focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (menu.open && !menu.contains(target)) menu.open = false;
  });
}
