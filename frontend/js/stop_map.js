// Stops are placed on a map: choose one, click where it is; or focus its dot and use the arrows. The numbers in the
// rows are the form itself, so without this script they are typed.
const EDGE = 1000;

export function stopMap(desk) {
  const map = desk.querySelector("[data-map]");
  const rows = [...desk.querySelectorAll("[data-row]")].map((row) => ({
    row,
    id: row.dataset.row,
    x: row.querySelector("[data-x]"),
    y: row.querySelector("[data-y]"),
    dot: map.querySelector(`[data-stop="${row.dataset.row}"]`),
  }));
  const height = map.viewBox.baseVal.height;
  const way = map.querySelector("[data-way]");
  let chosen = null;

  const choose = (stop) => {
    chosen = stop;
    for (const each of rows) {
      each.row.classList.toggle("is-chosen", each === stop);
      each.dot?.classList.toggle("is-chosen", each === stop);
    }
  };
  const draw = () => {
    const points = [];
    for (const each of rows) {
      const isPlaced = each.x.value !== "" && each.y.value !== "";
      each.dot ??= isPlaced ? newDot(each) : null;
      if (!each.dot) continue;
      if (isPlaced) {
        each.dot.setAttribute("transform", `translate(${Number(each.x.value)} ${(Number(each.y.value) * height) / EDGE})`);
        each.dot.classList.remove("is-suggested");
      }
      const [, x, y] = each.dot.getAttribute("transform").match(/translate\(([-\d.]+) ([-\d.]+)\)/);
      points.push(`${x},${y}`);
    }
    way.setAttribute("points", points.join(" "));
  };
  const newDot = (stop) => {
    const dot = desk.querySelector("template[data-dot]").content.querySelector("g").cloneNode(true);
    dot.dataset.stop = stop.id;
    dot.querySelector("text").textContent = stop.row.dataset.number;
    map.append(dot);
    ready(stop, dot);
    return dot;
  };
  const place = (stop, x, y) => {
    const within = (value) => Math.max(0, Math.min(EDGE, Math.round(value)));
    stop.x.value = within(x);
    stop.y.value = within(y);
    draw();
  };
  const ready = (stop, dot) => {
    dot.setAttribute("tabindex", "0");
    dot.setAttribute("role", "button");
    dot.setAttribute("aria-label", stop.row.dataset.label);
    dot.addEventListener("focus", () => choose(stop));
    dot.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? 50 : 10;
      const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      const move = moves[event.key];
      if (!move) return;
      event.preventDefault();
      const [, x, y] = dot.getAttribute("transform").match(/translate\(([-\d.]+) ([-\d.]+)\)/).map(Number);
      place(stop, x + move[0], (y * EDGE) / height + move[1]);
    });
  };

  for (const stop of rows) {
    if (stop.dot) ready(stop, stop.dot);
    stop.row.addEventListener("focusin", () => choose(stop));
    stop.row.addEventListener("click", () => choose(stop));
    stop.row.addEventListener("input", draw);
  }
  map.addEventListener("click", (event) => {
    const dot = event.target.closest("[data-stop]");
    if (dot) return dot.focus();
    const box = map.getBoundingClientRect();
    const stop = chosen ?? rows[0];
    if (!stop) return undefined;
    place(stop, ((event.clientX - box.left) / box.width) * EDGE, ((event.clientY - box.top) / box.height) * EDGE);
    return choose(rows.find((each) => each.x.value === "") ?? stop);
  });
  choose(rows.find((each) => each.x.value === "") ?? rows[0] ?? null);
}
