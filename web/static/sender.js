// Sending messages: one after the other, kept until they are answered, repeated under the same id.

import { address, newId, page, postJson, problem, text } from "./page.js";
import { isSettled, pendingTurn, clearTrouble, settle, showPending, showTrouble, showTyping } from "./talk.js";

const KEPT = "yizheng.unanswered";
let line = Promise.resolve();
const waiting = new Map(); // messages that met a broken network, by id

/** Sends {text} or {choice}; `words` is what the bubble shows. Resolves to whether it was answered. */
export function send(content, words) {
  const message = { id: newId(), content, words };
  keep([...kept(), message]);
  showPending(message.id, words);
  return queue(message);
}

/** Sends again what had no answer when the page was left or the network broke. */
export function sendWaiting() {
  for (const message of waiting.values()) {
    const turn = pendingTurn(message.id);
    if (turn) clearTrouble(turn);
    queue(message);
  }
  waiting.clear();
}

export function sendKept() {
  const left = kept().filter((message) => !isSettled(message.id));
  keep(left);
  for (const message of left) {
    showPending(message.id, message.words);
    queue(message);
  }
}

function queue(message) {
  const done = line.then(() => deliver(message));
  line = done.catch(() => undefined);
  return done;
}

async function deliver(message) {
  if (isSettled(message.id)) return true;
  const stopTyping = showTyping();
  try {
    const response = await postJson(address("messages"), { id: message.id, ...message.content });
    if (!response.ok) {
      const again = () => queue(message);
      showTrouble(message.id, `${text("not_sent")}${await problem(response)}`, again);
      // A refusal will not change by itself: do not send it again after a reload.
      if (response.status < 500 && response.status !== 429) forget(message.id);
      return false;
    }
    const update = await response.json();
    forget(message.id);
    stopTyping();
    settle(update);
    return true;
  } catch {
    if (isSettled(message.id)) return true; // the live stream was faster than the broken answer
    waiting.set(message.id, message);
    showTrouble(message.id, text("not_sent"), () => {
      waiting.delete(message.id);
      queue(message);
    });
    return false;
  } finally {
    stopTyping();
  }
}

function kept() {
  const all = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  return all.filter((message) => message.conversation === page.conversation);
}

function keep(messages) {
  const marked = messages.map((message) => ({ ...message, conversation: page.conversation }));
  sessionStorage.setItem(KEPT, JSON.stringify(marked));
}

function forget(id) {
  waiting.delete(id);
  keep(kept().filter((message) => message.id !== id));
}
