// The large answer to a scan, filled from what the server or the device's own list says.
const tones = ["good", "attention", "trouble", "info"];

export function answerIn(area) {
  const box = area.querySelector("[data-verdict]");
  const undo = box.querySelector("[data-undo]");
  const part = (name) => box.querySelector(`[data-part=${name}]`);

  function write(name, text) {
    const place = part(name);
    (place.querySelector("bdi") ?? place).textContent = text ?? "";
    place.hidden = !text;
  }

  return {
    undo,
    show(verdict) {
      tones.forEach((each) => box.classList.toggle(`verdict--${each}`, each === verdict.tone));
      part("headline").textContent = verdict.headline;
      write("name", verdict.name);
      write("second_name", verdict.second_name);
      write("facts", verdict.number ? `${verdict.role} · ${area.dataset.number.replace("{number}", verdict.number)}` : "");
      write("remedy", verdict.remedy);
      part("lines").replaceChildren(...(verdict.lines ?? []).map(listItem));
      part("lines").hidden = !verdict.lines?.length;
      undo.hidden = !verdict.key;
      undo.elements.undoes.value = verdict.key ?? "";
      area.hidden = false;
      if (verdict.tone === "trouble") navigator.vibrate?.([120, 60, 120]);
      else if (verdict.tone === "attention") navigator.vibrate?.(200);
    },
  };
}

export function listItem(text) {
  const item = document.createElement("li");
  const own = document.createElement("bdi");
  own.textContent = text;
  item.append(own);
  return item;
}
