// The grid by keyboard: arrows go from one activity to the next, Alt and arrows move the one in focus.
const minutes = { ArrowUp: -5, ArrowDown: 5 };
const sideways = { ArrowLeft: -1, ArrowRight: 1 };

export function gridKeys(grid) {
  const form = document.getElementById(grid.dataset.gridKeys);
  const places = grid.dataset.places.split(",");
  const items = [...grid.querySelectorAll(".time-grid__item")];
  const linkOf = (item) => item?.querySelector("a");

  // The browser goes to the address's fragment when everything is loaded, and takes the focus away in doing so.
  const focusTheOneMoved = () => requestAnimationFrame(() => linkOf(items.find((item) => `#${item.id}` === location.hash))?.focus());
  if (document.readyState === "complete") focusTheOneMoved();
  else addEventListener("load", focusTheOneMoved);

  grid.addEventListener("keydown", (event) => {
    const item = event.target.closest(".time-grid__item");
    if (!item || !(event.key in minutes || event.key in sideways)) return;
    if (event.altKey) {
      if (move(item, event.key)) event.preventDefault();
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      linkOf(event.key in minutes ? alongTheColumn(item, minutes[event.key]) : inTheNextColumn(item, sideways[event.key]))?.focus();
    }
  });

  function move(item, key) {
    const column = Number(item.dataset.column) + (sideways[key] ?? 0);
    if (!item.dataset.moveUrl || column < 1 || column > places.length) return false;
    const { shift, place_id: place } = form.elements;
    shift.disabled = !(key in minutes);
    place.disabled = !(key in sideways);
    shift.value = minutes[key] ?? 0;
    place.value = places[column - 1];
    form.action = item.dataset.moveUrl;
    form.requestSubmit();
    return true;
  }

  const inColumn = (number) => items.filter((item) => Number(item.dataset.column) === number);

  function alongTheColumn(item, direction) {
    const column = inColumn(Number(item.dataset.column));
    return column[column.indexOf(item) + Math.sign(direction)];
  }

  function inTheNextColumn(item, direction) {
    const top = (one) => one.getBoundingClientRect().top;
    for (let number = Number(item.dataset.column) + direction; number >= 1 && number <= places.length; number += direction) {
      const nearest = inColumn(number).sort((one, other) => Math.abs(top(one) - top(item)) - Math.abs(top(other) - top(item)))[0];
      if (nearest) return nearest;
    }
    return undefined;
  }
}
