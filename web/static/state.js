// What stands around the log: progress, plan, and how the input field behaves for what is asked.

import { page, text } from "./page.js";

const input = document.getElementById("say");

export function showState(update) {
  for (const place of document.querySelectorAll("[data-left]")) {
    place.textContent = update.left || (place.matches("button") ? text("plan_open") : "");
  }
  document.getElementById("where").textContent = update.where;
  const bar = document.getElementById("progress");
  bar.max = update.total;
  bar.value = update.done;
  document.getElementById("plan").innerHTML = update.plan;
  const copy = document.getElementById("plan-copy");
  if (copy.childElementCount) copy.innerHTML = update.plan;
  page.asking = update.asking;
  showAsking();
}

export function showAsking() {
  const { mode, hint, material, photo } = page.asking;
  // Keyboards without letters only where nobody would ask back in words.
  if (mode) input.inputMode = mode;
  else input.removeAttribute("inputmode");
  input.placeholder = hint || text("say_placeholder");
  document.getElementById("attach").hidden = !material && !photo;
}
