// What a scanner reads, or somebody types: the code of a badge, or a number. As coopevents/registration/codes.py reads it.
export function readCode(text) {
  const said = text.slice(0, 500).trim().replace(/\s+/g, " ");
  const number = /^#?\s*(\d{1,8})$/.exec(said);
  if (number) return { number: Number(number[1]) };
  const lower = said.toLowerCase();
  const link = /\/r\/([a-z2-7]{26})/.exec(lower);
  if (link) return { reference: link[1] };
  const found = lower.split(/[^a-z2-7]+/).filter((part) => part.length === 26);
  return found.length === 1 ? { reference: found[0] } : null;
}
