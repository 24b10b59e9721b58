// Times of the wall's clock as whole minutes since 1970-01-01T00:00 on that clock; no zone, so no summer time either.
export const DAY = 1440;
export const STEP = 5;

export const wall = (text) => {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  const [hour = 0, minute = 0] = text.slice(11).split(":").map(Number);
  return Date.UTC(year, month - 1, day) / 60000 + hour * 60 + minute;
};
export const text = (minutes) => new Date(minutes * 60000).toISOString().slice(0, 16);
export const dayOf = (minutes) => text(minutes).slice(0, 10);
export const clock = (minutes) => text(minutes).slice(11);
export const minuteOfDay = (minutes) => ((minutes % DAY) + DAY) % DAY;
export const snapped = (minutes) => Math.round(minutes / STEP) * STEP;
export const span = (starts, length) => `${clock(starts)}–${clock(starts + length)}`;
