// What a zone or a place is: by pointing, tapping, or the focus on its row. Switches of plans; the table of places.

const info = byId("info");
const bands = all("#bands use");
const limits = all("#limits use");
const count = (people) => (people === null ? "population unknown" : `population ${people}`);
const away = (place) => `${(place.away / 1000).toFixed(place.away < 10000 ? 2 : 1)} km`;

function placeLines(place) {
  const stands = place.stands
    .map((text, plan) => `${data.plans[plan].name} (${data.plans[plan].id}): ${data.standings[text]}`);
  return [place.name, count(place.people), `${away(place)} from the border`, ...stands];
}

function show(lists) {
  const sections = lists.map((lines) => {
    const section = made("section");
    lines.forEach((line, index) => {
      const paragraph = made("p", index === 0 ? "first" : "", line);
      paragraph.dir = "auto";
      section.append(paragraph);
    });
    return section;
  });
  const hint = made("p", "hint", "Point at a zone or a place, or tap it, to see what it is.");
  info.replaceChildren(...(sections.length ? sections : [hint]));
}

function showChosen() {
  show(state.place ? [placeLines(state.place)] : state.zones.map((zone) => data.zones[zone].lines));
  light(state.zones);
}

function light(zones) {
  limits.forEach((limit) => limit.classList.toggle("lit", zones.includes(Number(limit.dataset.zone))));
}

// The place whose dot is within this many pixels of a point, or the zones there.
function found([x, y], reach) {
  const distance = (dot) => Math.hypot(dot.at[0] - x, dot.at[1] - y);
  const near = dots.filter((dot) => distance(dot) <= reach).sort((a, b) => distance(a) - distance(b));
  if (near.length) return { place: near[0].place, zones: [] };
  const box = picture.getBoundingClientRect();
  const under = document.elementsFromPoint(x + box.left, y + box.top);
  return { place: null, zones: under.filter((it) => bands.includes(it)).map((it) => Number(it.dataset.zone)) };
}

let pointed = 0;
function point(where) {
  cancelAnimationFrame(pointed);
  pointed = requestAnimationFrame(() => {
    const here = where && found(where, 9);
    if (!here || (!here.place && !here.zones.length)) return showChosen();
    show(here.place ? [placeLines(here.place)] : here.zones.map((zone) => data.zones[zone].lines));
    light(here.zones);
  });
}

function choose(where, pointer) {
  Object.assign(state, found(where, pointer === "touch" ? 22 : 9));
  showChosen();
  const lines = state.place ? placeLines(state.place) : state.zones.flatMap((zone) => data.zones[zone].lines);
  say(lines.join(", "));
  redraw();
}

function chooseZone(zone) {
  Object.assign(state, { place: null, zones: [zone] });
  showChosen();
  redraw();
}

function choosePlace(place) {
  Object.assign(state, { place, zones: [] });
  showChosen();
  if (place) bring(place.at);
  redraw();
}

all("button[data-zone]").forEach((button) => {
  const zone = Number(button.dataset.zone);
  button.addEventListener("click", () => { chooseZone(zone); say(data.zones[zone].lines.join(", ")); });
  button.addEventListener("focus", () => { if (button.matches(":focus-visible")) chooseZone(zone); });
  button.addEventListener("pointerenter", () => { show([data.zones[zone].lines]); light([zone]); });
  button.addEventListener("pointerleave", showChosen);
});

const switches = all("input[data-plan]");
function showPlans() {
  switches.forEach((it) => { it.checked = state.plans[Number(it.dataset.plan)]; });
  all("#bands use, #limits use, #stripes use").forEach((shape) => {
    const plans = [shape.dataset.plan, shape.dataset.over].filter((it) => it !== undefined);
    shape.classList.toggle("off", !plans.every((plan) => state.plans[Number(plan)]));
  });
  state.zones = state.zones.filter((zone) => state.plans[data.zones[zone].plan]);
  showChosen();
  redraw();
}
switches.forEach((it) => it.addEventListener("change", () => {
  const plan = Number(it.dataset.plan);
  state.plans[plan] = it.checked;
  showPlans();
  say(`${data.plans[plan].name} ${it.checked ? "shown" : "hidden"}`);
}));

function switchAll(isShown) {
  state.plans = state.plans.map(() => isShown);
  showPlans();
  say(isShown ? "All plans shown" : "All plans hidden");
}
byId("every").addEventListener("click", () => switchAll(true));
byId("none").addEventListener("click", () => switchAll(false));
byId("switches").hidden = data.plans.length < 2;

// The places within the slider's depth, or in the plans that are shown.
const places = byId("places");
let listed = "";
function listPlaces() {
  if (!places) return;
  const chosen = data.places
    .filter((place) => (data.slider ? isIn(place) : held(place, 1)))
    .sort((a, b) => a.away - b.away);
  const key = chosen.map((place) => data.places.indexOf(place)).join();
  const where = data.slider ? `within ${data.slider.steps[state.step].depth}` : "in the zones";
  places.querySelector("summary").textContent = `Places ${where}: ${chosen.length}`;
  if (key === listed || !places.open) return;
  listed = key;
  const rows = chosen.map((place) => {
    const row = made("tr");
    const button = made("button", "", place.name);
    button.type = "button";
    button.dir = "auto";
    const choosing = () => { if (state.place !== place) choosePlace(place); };
    button.addEventListener("click", () => { choosePlace(place); say(placeLines(place).join(", ")); });
    button.addEventListener("focus", choosing);
    const cell = made("td");
    cell.append(button);
    row.append(cell, made("td", "", place.people ?? "unknown"), made("td", "", away(place)));
    return row;
  });
  places.querySelector("tbody").replaceChildren(...rows);
}
places?.addEventListener("toggle", listPlaces);
