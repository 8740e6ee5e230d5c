// Moving and magnifying the map: mouse, wheel, touch, keys. Lengths in units of the drawing or CSS pixels.

const map = byId("map");
const picture = byId("picture");
const [innerX, innerY, wide, high] = data.inner;
const MARGIN = 18;
// The foot of the map, with the scale.
const FOOT = 24;
// The most pixels of a unit: lines leave their places by two units at most.
const NEAREST = 0.5;
const middle = { x: innerX + wide / 2, y: innerY + high / 2 };
const view = { x: middle.x, y: middle.y, zoom: 1, width: 1, height: 1 };

// The pixels of a unit while the whole map is shown, and now.
const whole = () => Math.min(
  Math.max(view.width - 2 * MARGIN, 1) / Math.max(wide, 1),
  Math.max(view.height - FOOT - 2 * MARGIN, 1) / Math.max(high, 1),
);
const scale = () => whole() * view.zoom;
const mostZoom = () => Math.max(4, NEAREST / whole());
const onScreen = ([x, y]) => [
  (x - view.x) * scale() + view.width / 2,
  (y - view.y) * scale() + (view.height - FOOT) / 2,
];

function settle() {
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  view.zoom = clamp(view.zoom, 1, mostZoom());
  // At the whole map the middle stays; nearer it may go as far as the zones do.
  const room = (size, shown) => Math.max(0, size / 2 + MARGIN / scale() - shown / scale() / 2);
  const [across, up] = [room(wide, view.width), room(high, view.height - FOOT)];
  const slack = view.zoom > 1 ? 0.25 * (1 - 1 / view.zoom) * Math.max(wide, high) : 0;
  view.x = clamp(view.x, middle.x - across - slack, middle.x + across + slack);
  view.y = clamp(view.y, middle.y - up - slack, middle.y + up + slack);
  map.classList.toggle("near", view.zoom > 1.001);
}

function moveBy(x, y) {
  view.x -= x / scale();
  view.y -= y / scale();
  settle();
  redraw();
}

// Magnifies; the point of the map at (x, y) stays where it is.
function magnify(factor, x = view.width / 2, y = (view.height - FOOT) / 2) {
  const [fromX, fromY] = [x - view.width / 2, y - (view.height - FOOT) / 2];
  const before = scale();
  view.zoom = Math.min(Math.max(view.zoom * factor, 1), mostZoom());
  view.x += fromX / before - fromX / scale();
  view.y += fromY / before - fromY / scale();
  settle();
  redraw();
}

function showWhole() {
  Object.assign(view, { x: middle.x, y: middle.y, zoom: 1 });
  settle();
  redraw();
}

// Moves the map so far that a point is on it.
function bring(point) {
  const [x, y] = onScreen(point);
  const inside = x > 20 && y > 20 && x < view.width - 20 && y < view.height - 20;
  if (!inside) moveBy(view.width / 2 - x, (view.height - FOOT) / 2 - y);
}

function resize() {
  const box = map.getBoundingClientRect();
  Object.assign(view, { width: Math.max(map.clientWidth, 1), height: Math.max(map.clientHeight, 1) });
  if (box.width === 0) return;
  all("#picture, #top").forEach((it) => it.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`));
  settle();
  redraw();
}

const at = (event) => {
  const box = picture.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

const fingers = new Map();
let travelled = 0;

map.addEventListener("pointerdown", (event) => {
  if (event.target.closest("button") || event.button !== 0) return;
  fingers.set(event.pointerId, at(event));
  if (fingers.size === 1) travelled = 0;
});

map.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) {
    if (event.pointerType === "mouse") point(at(event));
    return;
  }
  const now = at(event);
  const step = Math.hypot(now[0] - before[0], now[1] - before[1]);
  travelled += step;
  if (travelled > 4 && !map.hasPointerCapture(event.pointerId)) {
    map.setPointerCapture(event.pointerId);
    map.classList.add("moving");
  }
  if (fingers.size === 1 && travelled > 4) {
    moveBy(now[0] - before[0], now[1] - before[1]);
  } else if (fingers.size === 2) {
    const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
    const apart = (a, b) => Math.max(Math.hypot(a[0] - b[0], a[1] - b[1]), 1);
    const center = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
    magnify(apart(now, other) / apart(before, other), ...center);
    moveBy((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  }
  fingers.set(event.pointerId, now);
});

function lift(event) {
  if (!fingers.delete(event.pointerId)) return;
  map.classList.remove("moving");
  if (event.type === "pointerup" && fingers.size === 0 && travelled <= 4) choose(at(event), event.pointerType);
}
map.addEventListener("pointerup", lift);
map.addEventListener("pointercancel", lift);
map.addEventListener("pointerleave", () => point(null));

map.addEventListener("wheel", (event) => {
  // Away from the whole map, the page scrolls on.
  if (event.deltaY > 0 && view.zoom <= 1.001) return;
  event.preventDefault();
  const pixels = event.deltaMode === 1 ? 20 * event.deltaY : event.deltaY;
  magnify(Math.exp(-Math.min(Math.max(pixels, -240), 240) / 400), ...at(event));
}, { passive: false });

map.addEventListener("keydown", (event) => {
  if (event.target !== map || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = 60;
  const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  if (moves[event.key]) {
    if (view.zoom <= 1.001) return;
    moveBy(...moves[event.key]);
  } else if (event.key === "+" || event.key === "=") magnify(1.5);
  else if (event.key === "-" || event.key === "−") magnify(1 / 1.5);
  else if (event.key === "0" || event.key === "Home") showWhole();
  else return;
  event.preventDefault();
});

byId("nearer").addEventListener("click", () => magnify(1.5));
byId("farther").addEventListener("click", () => magnify(1 / 1.5));
byId("whole").addEventListener("click", showWhole);
new ResizeObserver(resize).observe(map);
