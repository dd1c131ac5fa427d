// What needs a script: showing a password while it is typed, and how strong a new one is. Without it, both stay away.
"use strict";

for (const box of document.querySelectorAll("[data-shows]")) {
  const input = document.getElementById(box.dataset.shows);
  box.parentElement.hidden = false;
  box.addEventListener("change", () => { input.type = box.checked ? "text" : "password"; });
}

for (const meter of document.querySelectorAll("[data-strength-of]")) {
  const input = document.getElementById(meter.dataset.strengthOf);
  meter.parentElement.hidden = false;
  input.addEventListener("input", () => { meter.value = strength(input.value); });
}

// Bits, were it guessed character by character out of those that it uses; the server has the last word.
function strength(text) {
  const different = new Set(text).size;
  return text.length < 12 ? text.length * 2 : Math.min(100, text.length * Math.log2(different + 1));
}
