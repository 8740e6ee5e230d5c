// The link that keeps what is shown: depth, plans, place and view stand after the # of the address.

const link = byId("link");

function address() {
  const shown = new URLSearchParams();
  if (slider) shown.set("depth", String(slider.steps[state.step].km));
  if (state.plans.includes(false)) {
    data.plans.forEach((plan, index) => { if (state.plans[index]) shown.append("plan", plan.id); });
    if (!state.plans.includes(true)) shown.set("plan", "");
  }
  if (state.place) shown.set("place", state.place.name);
  if (view.zoom > 1.001) {
    shown.set("zoom", view.zoom.toFixed(3));
    shown.set("at", `${(view.x / data.frame[0]).toFixed(5)},${(view.y / data.frame[1]).toFixed(5)}`);
  }
  return `#${shown}`;
}

let keeping;
function keepLink() {
  link.href = address();
  // Browsers refuse an address that changes too often.
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    if (location.hash !== address()) history.replaceState(null, "", address());
  }, 200);
}

// Shows what the address says; what it leaves out, or says wrongly, is as at first.
function follow() {
  const shown = new URLSearchParams(location.hash.slice(1));
  const ids = shown.getAll("plan");
  state.plans = data.plans.map((plan) => !ids.length || ids.includes(plan.id));
  const place = data.places.find(({ name }) => name === shown.get("place"));
  Object.assign(state, { place: place ?? null, zones: [] });
  const zoom = Number(shown.get("zoom") ?? 1);
  const [x, y] = (shown.get("at") ?? "").split(",").map(Number);
  const isView = Number.isFinite(zoom) && zoom > 1 && Number.isFinite(x) && Number.isFinite(y);
  Object.assign(view, isView ? { zoom, x: x * data.frame[0], y: y * data.frame[1] } : { ...middle, zoom: 1 });
  settle();
  if (slider) {
    const km = Number(shown.get("depth") ?? Number.NaN);
    setStep(Number.isFinite(km) ? nearest(km) : slider.start, false);
  }
  showPlans();
  listPlaces();
}

addEventListener("hashchange", follow);
resize();
follow();
