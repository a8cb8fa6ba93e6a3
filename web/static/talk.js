// The log of the conversation: own words at once, turns as they come, each once and in order.

import { page, text } from "./page.js";
import { showState } from "./state.js";

const log = document.getElementById("talk");
const TYPING_AFTER_MS = 400;
let typing = null;

/** Shows the applicant's words before the server has answered. */
export function showPending(id, words) {
  const turn = document.createElement("div");
  turn.className = "turn pending";
  turn.tabIndex = -1;
  turn.dataset.message = id;
  const bubble = document.createElement("p");
  bubble.className = "say me";
  bubble.dir = "auto";
  const speaker = document.createElement("span");
  speaker.className = "hidden-text";
  speaker.textContent = `${text("you")}: `;
  bubble.append(speaker, words);
  turn.append(bubble);
  log.classList.remove("still");
  log.append(turn);
  reveal(turn);
}

/** Puts a turn from the server into the log; a turn that is there already changes nothing. */
export function settle(update) {
  if (update.locale !== page.locale) {
    location.reload(); // every text of the page is in the other language now
    return;
  }
  log.classList.remove("still");
  if (!log.querySelector(`[data-seq="${update.seq}"]`)) insert(update);
  if (update.seq >= page.seq) {
    page.seq = update.seq;
    showState(update);
  }
}

function insert(update) {
  const holder = document.createElement("template");
  holder.innerHTML = update.turn;
  const arrived = holder.content.firstElementChild;
  const own = arrived.dataset.message && pendingTurn(arrived.dataset.message);
  if (!own) {
    log.insertBefore(arrived, log.querySelector(".turn.pending") ?? typing);
    revealNewest(arrived);
    return;
  }
  // The bubble that is shown already stays, so that nothing jumps and nothing is read out twice.
  arrived.querySelector(":scope > .say.me")?.remove();
  own.dataset.seq = update.seq;
  clearTrouble(own);
  own.classList.remove("pending");
  own.classList.toggle("moves", arrived.classList.contains("moves"));
  own.append(...arrived.children);
  revealNewest(own);
}

export function pendingTurn(id) {
  return log.querySelector(`.turn.pending[data-message="${CSS.escape(id)}"]`);
}

export function isSettled(id) {
  return Boolean(log.querySelector(`.turn[data-seq][data-message="${CSS.escape(id)}"]`));
}

/** Says under a pending message why it did not arrive, and offers to send it again. */
export function showTrouble(id, words, again) {
  const turn = pendingTurn(id);
  if (!turn) return;
  clearTrouble(turn);
  turn.querySelector(".say.me")?.classList.add("failed");
  turn.classList.add("stuck");
  const row = document.createElement("p");
  row.className = "trouble";
  row.setAttribute("role", "alert");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "small";
  button.textContent = text("retry");
  button.addEventListener("click", () => {
    clearTrouble(turn);
    again();
  });
  row.append(`${words} `, button);
  turn.append(row);
  reveal(turn);
}

export function clearTrouble(turn) {
  turn.querySelector(".trouble")?.remove();
  turn.querySelector(".say.me")?.classList.remove("failed");
  turn.classList.remove("stuck");
}

/** Shows dots when an answer takes longer than a moment; returns how to take them away. */
export function showTyping() {
  const timer = setTimeout(() => {
    typing?.remove();
    typing = document.createElement("p");
    typing.className = "say typing";
    typing.setAttribute("role", "status");
    typing.innerHTML = '<i></i><i></i><i></i><span class="hidden-text"></span>';
    typing.lastElementChild.textContent = text("typing");
    log.append(typing);
    reveal(typing);
  }, TYPING_AFTER_MS);
  return () => {
    clearTimeout(timer);
    typing?.remove();
    typing = null;
  };
}

/** Shows a turn; of one that is too long for the screen, what is asked now. */
export function revealNewest(turn) {
  const asked = [...turn.querySelectorAll(":scope > :is(.say, .card)")].pop();
  if (asked && !fits(turn) && fits(asked)) turn.scrollIntoView({ block: "end", behavior: pace() });
  else reveal(fits(turn) ? turn : (asked ?? turn));
}

const fits = (element) => element.getBoundingClientRect().height <= window.innerHeight - 200;

function pace() {
  const calm = log.classList.contains("still") || matchMedia("(prefers-reduced-motion: reduce)").matches;
  return calm ? "auto" : "smooth";
}

/** Scrolls so that the new part is seen from its beginning, and its end too where it fits. */
export function reveal(element) {
  element.scrollIntoView({ block: fits(element) ? "end" : "start", behavior: pace() });
}

/** Where the keyboard goes on after a button that was pressed by it has gone. */
export function focusNewest() {
  const button = newestTurn()?.querySelector(".choices :is(button, input)");
  (button ?? document.getElementById("say")).focus({ preventScroll: true });
}

/** A focus that vanished with its button goes to the newest turn: no keyboard pops up on a phone. */
export function focusIfLost() {
  const at = document.activeElement;
  if (at && at !== document.body && at.checkVisibility?.() !== false) return;
  newestTurn()?.focus({ preventScroll: true });
}

function newestTurn() {
  const turns = log.querySelectorAll(".turn");
  return turns[turns.length - 1];
}
