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

  // What reception knows of the guest; without a network nothing of it is here.
  function showReception(verdict) {
    const about = verdict.reception;
    part("reception").hidden = !about;
    if (!about) return;
    const photo = part("photo");
    photo.hidden = !about.photo;
    if (about.photo) photo.src = about.photo;
    write("welcome", about.welcome);
    part("host").hidden = !about.host;
    box.querySelector("[data-host]").textContent = about.host;
    const phone = box.querySelector("[data-phone]");
    phone.textContent = about.phone;
    phone.href = `tel:${about.phone.replace(/\s/g, "")}`;
    part("badge_words").textContent = about.badge_words;
    const badge = box.querySelector("[data-badge]");
    badge.elements.number.value = verdict.number;
    badge.elements.seen.value = verdict.scan;
    badge.querySelector("[data-give]").hidden = about.badge === "given";
    badge.querySelector("[data-take-back]").hidden = about.badge !== "given";
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
      showReception(verdict);
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
