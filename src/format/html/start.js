// The page's data and its elements. The scripts draw what the data say, and compute no number of it; texts from
// the data go into the page as text only.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const SVG = "http://www.w3.org/2000/svg";

// What is shown: plans, the step of the slider, and the place or zones chosen.
const state = { plans: data.plans.map(() => true), step: 0, place: null, zones: [] };

function drawn(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

function made(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

// Says a sentence to readers who do not see the page, when nothing has changed for a while.
let speaking;
function say(sentence) {
  clearTimeout(speaking);
  speaking = setTimeout(() => { byId("said").textContent = sentence; }, 500);
}

// Draws once before the next frame, however often it is asked to.
let asked = false;
function redraw() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    drawMap();
    keepLink();
  });
}
