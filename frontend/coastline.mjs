// The land of the world as one SVG path: coastlines only, no borders, in the Equal Earth projection.
// Land: Natural Earth (public domain), by way of the package world-atlas.
// Projection: B. Šavrič, T. Patterson, B. Jenny (2018), The Equal Earth map projection, doi:10.1080/13658816.2018.1504949.
// The same formula places the dots: coopevents/partners/projection.py.
import { readFileSync } from "node:fs";
import { feature } from "topojson-client";

const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const WIDTH = 1000;
const FINENESS = 10; // steps of a unit
const NORTH = 84, SOUTH = -57;
const STRAY = 0.25; // how far the drawn coast may be from the true one, in units
const LEAST_EXTENT = 0.9; // an island smaller than this many units is left out
const LONGEST_EDGE = 2; // degrees: longer ones are divided, since meridians are curves
const MIDDLES = [-90, 0, 90, 150];
const radians = (degrees) => (degrees * Math.PI) / 180;

function place(longitude, latitude) {
  const t = Math.asin(M * Math.sin(radians(latitude)));
  const t2 = t * t, t6 = t2 * t2 * t2;
  const x = (radians(longitude) * Math.cos(t)) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)));
  const y = t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2));
  const scale = (WIDTH * M * A1) / (2 * Math.PI);
  return [WIDTH / 2 + x * scale, -y * scale];
}

// The part of a ring on one side of a meridian.
function cut(ring, meridian, isEast) {
  const isIn = ([longitude]) => (isEast ? longitude >= meridian : longitude <= meridian);
  const kept = [];
  ring.forEach((point, index) => {
    const before = ring[(index + ring.length - 1) % ring.length];
    if (isIn(point) !== isIn(before)) {
      const share = (meridian - before[0]) / (point[0] - before[0]);
      kept.push([meridian, before[1] + share * (point[1] - before[1])]);
    }
    if (isIn(point)) kept.push(point);
  });
  return kept;
}

// A ring that crosses the 180th meridian goes on beyond it.
function unbroken(ring) {
  let turn = 0;
  return ring.map(([longitude, latitude], index) => {
    const step = index ? longitude - ring[index - 1][0] : 0;
    turn -= 360 * Math.round(step / 360);
    return [longitude + turn, latitude];
  });
}

// What lies on the map, with longitudes counted from its middle.
const turned = (ring, middle) => [-360, 0, 360].map((turn) => {
  const moved = unbroken(ring).map(([longitude, latitude]) => [longitude + turn - middle, latitude]);
  return cut(cut(moved, -180, true), 180, false);
});

function divided(ring) {
  return ring.flatMap((point, index) => {
    const next = ring[(index + 1) % ring.length];
    const steps = Math.max(1, Math.ceil(Math.hypot(next[0] - point[0], next[1] - point[1]) / LONGEST_EDGE));
    return [...Array(steps).keys()].map((step) => point.map((value, axis) => value + ((next[axis] - value) * step) / steps));
  });
}

// A line with fewer points that strays nowhere farther than that (D. Douglas, T. Peucker 1973).
function simplified(points, most) {
  const [first, last] = [points[0], points.at(-1)];
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]];
  const length = Math.hypot(dx, dy);
  const strays = points.map(([x, y]) => (length ? Math.abs(dy * (x - first[0]) - dx * (y - first[1])) / length : Math.hypot(x - first[0], y - first[1])));
  const farthest = strays.reduce((best, stray, index) => (stray > strays[best] ? index : best), 0);
  if (strays[farthest] <= most) return [first, last];
  return [...simplified(points.slice(0, farthest + 1), most).slice(0, -1), ...simplified(points.slice(farthest), most)];
}

function outline(ring) {
  const closed = divided(ring).map(([longitude, latitude]) => place(longitude, latitude));
  const kept = simplified([...closed, closed[0]], STRAY).slice(0, -1).map((point) => point.map((value) => Math.round(value * FINENESS)));
  const extent = (axis) => Math.max(...kept.map((point) => point[axis])) - Math.min(...kept.map((point) => point[axis]));
  if (kept.length < 3 || Math.max(extent(0), extent(1)) < LEAST_EXTENT * FINENESS) return "";
  const steps = kept.slice(1).map((point, index) => `${point[0] - kept[index][0]} ${point[1] - kept[index][1]}`);
  return `M${kept[0].join(" ")}l${steps.join(" ").replaceAll(" -", "-")}z`;
}

const ringsOf = ({ type, coordinates }) => (type === "MultiPolygon" ? coordinates.flat() : coordinates);
const isFarSouth = (ring) => ring.every(([, latitude]) => latitude < SOUTH);

// For each middle meridian an SVG whose parts "sea" and "land" the pages use, in thousandths of the world's width.
export function coastlines(packages) {
  const world = JSON.parse(readFileSync(`${packages}/world-atlas/land-50m.json`, "utf8"));
  const rings = feature(world, world.objects.land).features.flatMap(({ geometry }) => ringsOf(geometry)).filter((ring) => !isFarSouth(ring));
  const frame = [[-180, NORTH], [180, NORTH], [180, SOUTH], [-180, SOUTH]];
  return MIDDLES.map((middle) => {
    const land = rings.flatMap((ring) => turned(ring.slice(0, -1), middle)).filter((ring) => ring.length > 2).map(outline).join("");
    const parts = Object.entries({ sea: outline(frame), land }).map(([id, path]) => `<g id="${id}"><path transform="scale(${1 / FINENESS})" d="${path}"/></g>`);
    return [`coastline-${middle}.svg`, `<svg xmlns="http://www.w3.org/2000/svg"><defs>${parts.join("")}</defs></svg>\n`];
  });
}
