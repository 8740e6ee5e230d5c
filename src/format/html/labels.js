// The map as the view has it: places with their names, countries, the scale. As in the picture, a name takes the first
// of eight spots around its dot that is free, and earlier names go first.

const over = byId("over");
const SIZE = 12;
const DOT = 3.4;
const RIM = DOT + 1.3;
const MOST_DOTS_KEPT_FREE = 128;
const RTL = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
function widthOf(text, size) {
  const key = `${size} ${text}`;
  if (!widths.has(key)) {
    pen.font = `${size}px sans-serif`;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

const isIn = (place) => place.first !== undefined && place.first <= state.step;
const held = (place, value) => place.held.some((it, plan) => state.plans[plan] && it === value);
const isKept = (place) => isIn(place) || held(place, 1) || held(place, 2);

const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const around = ([x, y], half) => [x - half, y - half, x + half, y + half];
const isOnMap = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= view.width && box[3] <= view.height;

function spots([x, y], width) {
  const gap = DOT + 2.5;
  const level = 0.35 * SIZE;
  const [high, low] = [level - 0.6 * SIZE, level + 0.6 * SIZE];
  return [
    [x + gap, y + level], [x + gap, y + high], [x + gap, y + low],
    [x - gap - width, y + level], [x - gap - width, y + high], [x - gap - width, y + low],
    [x - width / 2, y - RIM - 0.3 * SIZE], [x - width / 2, y + RIM + 0.85 * SIZE],
  ];
}

// The dots drawn last, for pointing at them.
let dots = [];

function drawPlaces(taken) {
  const free = (box) => isOnMap(box) && !taken.some((other) => meets(box, other));
  // A name that ends beside another dot would be taken for that dot's.
  const others = [];
  const fits = (box, own) => free(box)
    && !others.some((dot) => dot !== own && meets(around(dot, 0), [box[0] - 2 * RIM, box[1], box[2] + 2 * RIM, box[3]]));
  const shown = data.places
    .map((place) => ({ place, at: onScreen(place.at), kept: isKept(place) || place === state.place }))
    .filter(({ at: [x, y] }) => x > -RIM && y > -RIM && x < view.width + RIM && y < view.height + RIM)
    .sort((a, b) => b.kept - a.kept);
  const kept = shown.filter((it) => it.kept);
  kept.slice(0, MOST_DOTS_KEPT_FREE).forEach((it) => {
    taken.push(around(it.at, RIM));
    others.push(it.at);
  });
  const names = countries(taken, free);
  let left = Math.min(40, Math.max(8, Math.round((view.width * view.height) / 13000)));
  dots = [];
  for (const it of shown) {
    const spot = left > 0 && (it.kept || free(around(it.at, RIM))) && named(it, fits);
    if (spot) {
      taken.push(spot.box);
      if (!it.kept) {
        taken.push(around(it.at, RIM));
        others.push(it.at);
      }
      names.push(spot.text);
      left -= 1;
    }
    if (it.kept || spot) dots.push(it);
    else if (left <= 0) break;
  }
  // Those kept that had no room for a name come too.
  kept.forEach((it) => { if (!dots.includes(it)) dots.push(it); });
  return [...dots.toReversed().flatMap(marks), ...names];
}

function named({ place, at }, fits) {
  const width = widthOf(place.name, SIZE);
  for (const [x, y] of spots(at, width)) {
    const box = [x - 1, y - 0.8 * SIZE, x + width + 1, y + 0.25 * SIZE];
    if (!fits(box, at)) continue;
    // The start of Arabic and Hebrew is on the right.
    const rtl = RTL.test(place.name);
    const text = drawn("text", { x: rtl ? x + width : x, y }, place.name);
    if (rtl) text.setAttribute("direction", "rtl");
    return { box, text };
  }
  return null;
}

function marks({ place, at: [cx, cy] }) {
  const disc = (r, className) => drawn("circle", { cx, cy, r, class: className });
  const isHeld = held(place, 1);
  const ink = isIn(place) ? "in" : "dot";
  const circles = [disc(RIM, "rim"), disc(DOT + 0.4, ink)];
  if (!isHeld && !isIn(place)) circles.push(disc(DOT - 0.9, "rim"));
  if (!isHeld && !isIn(place) && held(place, 2)) circles.push(disc(1.2, "dot"));
  if (place === state.place) circles.push(disc(9, "chosen"));
  return circles;
}

// Names of countries where there is room.
function countries(taken, free) {
  const names = [];
  for (const [name, places] of data.names) {
    const words = name.toUpperCase();
    const width = widthOf(words, 14) + 3 * words.length;
    for (const point of places) {
      const [x, y] = onScreen(point);
      const box = [x - width / 2 - 4, y - 10, x + width / 2 + 4, y + 10];
      if (!free(box)) continue;
      taken.push(box);
      names.push(drawn("text", { x: x + 1.5, y: y + 5, class: "area", "text-anchor": "middle" }, words));
      break;
    }
  }
  return names;
}

// A round length at the lower left.
function scaleBar(taken) {
  const metresOfPixel = data.metres / scale();
  const most = 150 * metresOfPixel;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = [5, 2, 1].map((digit) => digit * power).find((it) => it <= most) ?? power;
  const pixels = length / metresOfPixel;
  const words = length >= 1000 ? `${length / 1000} km` : `${Number(length.toPrecision(1))} m`;
  const [x, y] = [14, view.height - 12];
  taken.push([x - 6, y - 24, x + pixels + 6, y + 12]);
  return [
    drawn("path", { class: "line", d: `M${x} ${y - 5}v5h${pixels}v-5` }),
    drawn("text", { x: x + pixels / 2, y: y - 7, "text-anchor": "middle" }, words),
  ];
}

const patterns = all("#picture pattern:not(#sample)").map((pattern) => [pattern, pattern.getAttribute("patternTransform")]);

let placed = "";

function drawMap() {
  const s = scale();
  const [x, y] = onScreen([0, 0]);
  const transform = `translate(${x} ${y}) scale(${s})`;
  if (transform !== placed) {
    placed = transform;
    all("#world, #world-top").forEach((world) => world.setAttribute("transform", transform));
    // Stripes are as wide as before, however near the map is.
    patterns.forEach(([pattern, turn]) => pattern.setAttribute("patternTransform", `${turn} scale(${1 / s})`));
  }
  const taken = [];
  const bar = scaleBar(taken);
  over.replaceChildren(...bar, ...drawPlaces(taken));
}
