// Languages of one text, one at a time. Without this they stand one below the other.
export function languageTabs(group) {
  const tabs = [...group.querySelectorAll("[role=tab]")];
  const panels = tabs.map((tab) => document.getElementById(tab.getAttribute("aria-controls")));
  const show = (chosen, { focus = false } = {}) => {
    tabs.forEach((tab, at) => {
      const isChosen = at === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panels[at].hidden = !isChosen;
    });
    if (focus) tabs[chosen].focus();
  };
  const markEmpty = () => {
    tabs.forEach((tab, at) => {
      const input = panels[at].querySelector("input, textarea");
      tab.toggleAttribute("data-empty", Boolean(input) && !input.value.trim());
    });
  };

  group.classList.add("is-tabbed");
  panels.forEach((panel) => {
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tabs[panels.indexOf(panel)].id);
  });
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => show(at));
    tab.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (step) show((at + step + tabs.length) % tabs.length, { focus: true });
    });
  });
  // A link of the error summary, or the browser's own complaint, may point into a panel that is not shown.
  const reveal = (element) => {
    const at = panels.findIndex((panel) => panel.contains(element));
    if (at >= 0) show(at);
  };
  group.addEventListener("invalid", ({ target }) => reveal(target), true);
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.('a[href^="#"]');
    if (link) reveal(document.getElementById(link.hash.slice(1)));
  });
  group.addEventListener("input", markEmpty);
  markEmpty();
  const wrong = panels.findIndex((panel) => panel.querySelector("[aria-invalid=true]"));
  const own = tabs.findIndex((tab) => tab.lang === document.documentElement.lang);
  show(Math.max(0, wrong >= 0 ? wrong : own));
}
