// The slider: the zone within its depth, with the crate's figures. The slider is a scale of kilometres on which the
// steps are the only positions.

const slider = data.slider;
const depth = byId("depth");

// The outlines as points, made when they are needed first.
const arcs = [];
function arc(index) {
  if (!arcs[index]) {
    const numbers = slider.arcs[index].match(/-?\d+/g).map(Number);
    let [x, y] = numbers;
    const points = [[x, y]];
    for (let i = 2; i < numbers.length; i += 2) {
      x += numbers[i];
      y += numbers[i + 1];
      points.push([x, y]);
    }
    arcs[index] = points;
  }
  return arcs[index];
}
const along = (arcOrComplement) => (arcOrComplement < 0 ? arc(~arcOrComplement).toReversed() : arc(arcOrComplement));

// The area within a step and its edge, as paths.
const paths = [];
function path(step) {
  if (!paths[step]) {
    const { rings } = slider.steps[step];
    const ring = (parts) => `M${parts.map((part) => along(part).join(" ")).join(" ")}z`;
    const isCut = (part) => slider.cuts.includes(part < 0 ? ~part : part);
    const edge = rings.some((parts) => parts.some(isCut))
      ? rings.flat().filter((part) => !isCut(part)).map((part) => `M${along(part).join(" ")}`).join("")
      : null;
    const area = rings.map(ring).join("");
    paths[step] = { area, edge: edge ?? area };
  }
  return paths[step];
}

function figures(step) {
  const undecided = step.undecided
    ? `${step.undecided} ${step.undecided === 1 ? "place" : "places"} at the limit, not decided`
    : "";
  return [step.depth, step.area, step.people ?? "", undecided];
}

function showDepth() {
  const step = slider.steps[state.step];
  const { area, edge } = path(state.step);
  byId("swept").setAttribute("d", area);
  ["swept-casing", "swept-edge"].forEach((id) => byId(id).setAttribute("d", edge));
  const texts = figures(step);
  ["depth", "area", "people", "undecided"].forEach((id, index) => { byId(`figure-${id}`).textContent = texts[index]; });
  depth.value = step.km;
  depth.setAttribute("aria-valuetext", step.depth);
  all("#marks button").forEach((button) => {
    button.setAttribute("aria-pressed", String(Number(button.dataset.step) === state.step));
  });
  listPlaces();
  redraw();
}

function setStep(step, isSaid = true) {
  state.step = Math.min(Math.max(step, 0), slider.steps.length - 1);
  showDepth();
  if (isSaid) say(figures(slider.steps[state.step]).filter((it) => it).join(", "));
}

function nearest(km) {
  const apart = (step) => Math.abs(slider.steps[step].km - km);
  return slider.steps.reduce((best, _, step) => (apart(step) < apart(best) ? step : best), 0);
}

if (slider) {
  const last = slider.steps.at(-1).km;
  depth.max = last;
  let isDragged = false;
  depth.addEventListener("pointerdown", () => { isDragged = true; });
  addEventListener("pointerup", () => { isDragged = false; });
  addEventListener("pointercancel", () => { isDragged = false; });
  depth.addEventListener("input", () => {
    const km = Number(depth.value);
    const change = Math.sign(km - slider.steps[state.step].km);
    const step = nearest(km);
    // A key or a screen reader moves the slider by less than a step.
    setStep(step === state.step && !isDragged ? step + change : step);
  });
  all("#marks button").forEach((button) => {
    button.addEventListener("click", () => setStep(Number(button.dataset.step)));
  });
  // The thumb is 22 pixels wide, and its middle is the value.
  const left = (km) => `calc(11px + (100% - 22px) * ${km / last})`;
  const ticks = byId("ticks");
  const power = 10 ** Math.floor(Math.log10(last / 5));
  const round = [1, 2, 5, 10].map((digit) => digit * power).find((it) => it >= last / 5);
  for (let index = 0; index * round <= last * 1.0001; index += 1) {
    const label = made("span", "", `${Number((index * round).toPrecision(6))} km`);
    label.style.left = left(index * round);
    ticks.append(label);
  }
  slider.marks.forEach(({ step, colour }) => {
    const mark = made("i");
    mark.style.left = left(slider.steps[step].km);
    mark.style.background = colour;
    ticks.append(mark);
  });
}
