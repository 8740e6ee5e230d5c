// Checks pages of safe_zones in Chromium: node check.mjs NODE_MODULES SWEEP.CSV FOLDER...
//
// In each folder: nothing on the console, no request but for the page, no fault that axe finds, in the light and the dark,
// at 1280 and 390 pixels; white paper. In the first folder, whose plans are those of SWEEP.CSV: slider, figures at each
// kilometre as the program sweep gives them, switches, keys, wheel, drag, pinch, pointing, and the link.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, csv, ...folders] = process.argv.slice(2).map((path) => resolve(path));
const { chromium } = createRequire(`${modules}/`)("playwright-core");
const axe = readFileSync(`${modules}/axe-core/axe.min.js`, "utf8");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DARK = { colorScheme: "dark" };
const LIGHT = { colorScheme: "light" };
const DESK = { viewport: { width: 1280, height: 900 } };

// Opens a page; whatever it says or asks for is a fault.
async function open(url, options) {
  const context = await browser.newContext({ ...DESK, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url.split("#")[0]) faults.push(`asks for ${request.url()}`);
  });
  await page.goto(url);
  await frames(page);
  return { page, close: async () => { assert.deepEqual(faults, []); await context.close(); } };
}

const frames = (page) => page.evaluate(
  () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }),
);
const text = (page, selector) => page.locator(selector).innerText();
const depth = (page) => text(page, "#figure-depth");

async function isAccessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const said = violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" | ")}`);
  assert.deepEqual(said, [], where);
}

async function everywhere(folder, screens) {
  const file = `${folder}/safe_zones.html`;
  const { size } = statSync(file);
  assert.ok(size < 1_000_000, `${file}: ${size} bytes`);
  for (const screen of screens) {
    const { page, close } = await open(pathToFileURL(file).href, screen);
    for (const details of await page.locator("summary").all()) await details.click();
    await frames(page);
    const where = `${file}, ${screen.viewport.width} pixels, ${screen.colorScheme}`;
    await isAccessible(page, where);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${where}: ${over} pixels too wide`);
    assert.ok(await page.locator("#over > *").count() > 1, `${where}: nothing on the map`);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#tools").isVisible(), false);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground, "rgb(255, 255, 255)", "paper is white");
    await close();
  }
  console.log(`${file}: ${size} bytes; no fault on ${screens.length} screens, nor printed`);
}

// The rows of sweep.csv, by depth.
function rows() {
  const [head, ...lines] = readFileSync(csv, "utf8").trim().split("\n").map((line) => line.split(","));
  const named = (line) => Object.fromEntries(head.map((title, index) => [title, line[index]]));
  return new Map(lines.map(named).map((row) => [Number(row.depth_km), row]));
}

function people({ people_at_least: known, places, places_of_unknown_population: unknown }) {
  const where = places === "1" ? "1 place" : `${places} places`;
  if (places === "0") return "no place";
  if (unknown === places) return `${where} of unknown population`;
  if (unknown === "0") return `${known} people in ${where}`;
  return `at least ${known} people in ${where}, ${unknown} of unknown population`;
}

async function slides(url) {
  const { page, close } = await open(url);
  const slider = page.locator("#depth");
  await slider.focus();
  await page.keyboard.press("Home");
  assert.deepEqual([await depth(page), await text(page, "#figure-area")], ["0 km", "0 km²"]);
  let shape = await page.locator("#swept").getAttribute("d");
  const sweep = rows();
  let compared = 0;
  for (;;) {
    await page.keyboard.press("ArrowRight");
    const now = await depth(page);
    const row = sweep.get(Number.parseFloat(now));
    assert.ok(row, `${now} is no row of sweep.csv`);
    assert.equal(await text(page, "#figure-area"), `${Math.round(Number(row.area_km2))} km²`);
    assert.equal(await text(page, "#figure-people"), people(row));
    const listed = await page.locator("#places summary").textContent();
    assert.equal(listed, `Places within ${now}: ${row.places}`);
    const next = await page.locator("#swept").getAttribute("d");
    assert.notEqual(next, shape, `${now}: the zone is as before`);
    assert.equal(await slider.getAttribute("aria-valuetext"), now);
    shape = next;
    compared += 1;
    if (now === "40 km") break;
  }
  assert.ok(compared >= 40);
  await page.keyboard.press("ArrowRight");
  assert.equal(await depth(page), "40 km");
  await page.keyboard.press("PageDown");
  assert.equal(await depth(page), "36 km");
  await page.locator("#marks button").last().click();
  assert.equal(await depth(page), "28 km");
  // A drag to a third of the width.
  const box = await slider.boundingBox();
  await page.mouse.move(box.x + 0.7 * box.width, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 11 + (box.width - 22) / 4, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  assert.equal(await depth(page), "10 km");
  await page.waitForTimeout(700);
  const said = await page.locator("#said").textContent();
  assert.match(said, /^10 km, \d+ km², at least \d+ people/);
  console.log(`slider: ${compared} depths as sweep has them`);
  await close();
}

async function switches(url) {
  const { page, close } = await open(url);
  const shown = () => page.evaluate(
    () => [...document.querySelectorAll('use[data-plan="1"]')].some((it) => it.getBoundingClientRect().width > 0),
  );
  assert.equal(await shown(), true);
  await page.locator('input[data-plan="1"]').focus();
  await page.keyboard.press("Space");
  assert.equal(await shown(), false);
  // The stripes are those of a plan under another.
  assert.equal(await page.locator("#stripes use:not(.off)").count(), 0);
  await page.locator("#none").click();
  assert.equal(await page.locator("#bands use:not(.off)").count(), 0);
  await page.locator("#every").click();
  assert.equal(await shown(), true);
  console.log("switches: on and off");
  await close();
}

async function moves(url) {
  const { page, close } = await open(url);
  const map = page.locator("#map");
  const world = () => page.locator("#world").getAttribute("transform");
  const scale = async () => Number(/scale\((.*)\)/.exec(await world())[1]);
  const first = await scale();
  await map.focus();
  await page.keyboard.press("+");
  await frames(page);
  assert.ok(Math.abs(await scale() / first - 1.5) < 1e-6);
  for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
    const before = await world();
    await page.keyboard.press(key);
    await frames(page);
    assert.notEqual(await world(), before, key);
  }
  await page.keyboard.press("0");
  await frames(page);
  assert.equal(await scale(), first);
  const box = await map.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -240);
  await frames(page);
  await page.waitForTimeout(100);
  assert.ok(await scale() > 1.5 * first, "the wheel magnifies");
  const before = await world();
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 4 });
  await page.mouse.up();
  await frames(page);
  assert.notEqual(await world(), before, "a drag moves");
  await page.locator("#whole").click();
  await frames(page);
  assert.equal(await scale(), first);
  await close();

  const phone = await open(url, PHONE);
  const touch = await phone.page.context().newCDPSession(phone.page);
  const { x: left, y: top, width, height } = await phone.page.locator("#map").boundingBox();
  const fingers = (apart) => [-apart, apart].map((by) => ({ x: left + width / 2 + by, y: top + height / 2 }));
  const send = (type, touchPoints) => touch.send("Input.dispatchTouchEvent", { type, touchPoints });
  const near = () => phone.page.locator("#map.near").count();
  assert.equal(await near(), 0);
  await send("touchStart", fingers(20));
  for (const apart of [30, 45, 60, 80]) await send("touchMove", fingers(apart));
  await send("touchEnd", []);
  await frames(phone.page);
  assert.equal(await near(), 1, "two fingers magnify");
  console.log("map: keys, wheel, drag, pinch");
  await phone.close();
}

async function points(url, options) {
  const { page, close } = await open(url, options);
  const info = () => text(page, "#info");
  const dot = await page.locator("#over .in").first().boundingBox();
  const [x, y] = [dot.x + dot.width / 2, dot.y + dot.height / 2];
  if (options?.hasTouch) await page.touchscreen.tap(x, y);
  else await page.mouse.move(x, y);
  await frames(page);
  assert.match(await info(), /from the border[^]*us-2019/);
  const row = page.locator("button[data-zone]").first();
  await row.focus();
  await page.keyboard.press("Enter");
  await frames(page);
  assert.match(await info(), /0-5 km: demilitarized[^]*2214 km²[^]*at least 282533 people[^]*Source/);
  assert.equal(await page.locator("#limits .lit").count(), 1);
  await page.locator("#places summary").click();
  const place = page.locator("#places td button").first();
  await place.focus();
  await frames(page);
  assert.ok((await info()).startsWith(await place.innerText()));
  assert.equal(await page.locator("#over .chosen").count(), 1);
  await close();
}

async function links(url) {
  const { page, close } = await open(url);
  await page.locator("#marks button").last().click();
  await page.locator('input[data-plan="0"]').uncheck();
  await page.locator("#nearer").click();
  await page.locator("#places summary").click();
  await page.locator("#places td button").first().click();
  await page.waitForTimeout(400);
  const address = page.url();
  assert.equal(address, await page.locator("#link").evaluate((link) => link.href));
  const state = async (of) => [
    await depth(of), await of.locator("#world").getAttribute("transform"), await text(of, "#info"),
    await of.locator("#bands use:not(.off)").count(),
  ];
  const before = await state(page);
  const again = await open(address);
  assert.deepEqual(await state(again.page), before);
  // Back to the first state, by an address that says nothing; and one that says nonsense is as if it said nothing.
  await again.page.evaluate(() => { location.hash = "#depth=x&plan=none&zoom=1e99&at=a,b&place=<b>"; });
  await frames(again.page);
  assert.equal(await depth(again.page), "14 km");
  await again.close();
  await close();
  console.log(`link: ${address.slice(address.indexOf("#"))}`);
}

// The time from an input of the slider until the page is painted, beside that of a frame in which nothing changes.
async function redraws(url) {
  const { page, close } = await open(url);
  const times = await page.evaluate(async () => {
    const slider = document.getElementById("depth");
    const frame = () => new Promise((done) => { requestAnimationFrame(done); });
    const measured = async (change) => {
      await frame();
      const start = performance.now();
      change();
      await frame();
      await new Promise((done) => { setTimeout(done); });
      return performance.now() - start;
    };
    const all = { idle: [], redraw: [] };
    for (let km = 0; km <= 40; km += 1) {
      all.idle.push(await measured(() => {}));
      all.redraw.push(await measured(() => {
        slider.value = km;
        slider.dispatchEvent(new Event("input"));
      }));
    }
    return all;
  });
  const middle = (all) => all.sort((a, b) => a - b)[all.length >> 1];
  const [idle, redraw] = [middle(times.idle), middle(times.redraw)];
  console.log(`redraw: ${redraw.toFixed(1)} ms, a frame without change ${idle.toFixed(1)} ms`);
  // Two frames, and one more for a busy machine without a graphics card.
  assert.ok(redraw - idle < 50, `a redraw takes ${redraw - idle} ms more than none`);
  await close();
}

try {
  const [desk, phone] = [DESK, PHONE].map((screen) => [{ ...screen, ...LIGHT }, { ...screen, ...DARK }]);
  await everywhere(folders[0], [...desk, ...phone]);
  for (const folder of folders.slice(1)) await everywhere(folder, [desk[1], phone[0]]);
  const url = pathToFileURL(`${folders[0]}/safe_zones.html`).href;
  await slides(url);
  await switches(url);
  await moves(url);
  await points(url);
  await points(url, PHONE);
  await links(url);
  await redraws(url);
} finally {
  await browser.close();
}
