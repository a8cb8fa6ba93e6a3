// The chat page: opens a conversation where there is none, and connects buttons and form with it.

import { address, page, postJson, problem, text } from "./page.js";
import { send, sendKept, sendWaiting } from "./sender.js";
import { showAsking } from "./state.js";
import { listen } from "./stream.js";
import { focusIfLost, focusNewest, revealNewest, settle, showTyping } from "./talk.js";
import { chooseFile, takeDrops } from "./uploads.js";

const input = document.getElementById("say");
const log = document.getElementById("talk");

document.getElementById("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = input.value.trim();
  if (!words || !page.conversation) return;
  input.value = "";
  send({ text: words }, words);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !page.conversation) return;
  const { choice, label, upload, open, dialog, close, several, locale } = button.dataset;
  const byKeyboard = event.detail === 0;
  if (choice) choose(button, choice, label, byKeyboard);
  else if (several !== undefined) chooseSeveral(button, byKeyboard);
  else if (upload !== undefined) chooseFile(upload);
  else if (open) openPage(open);
  else if (locale) switchLanguage(button, locale);
  else if (dialog) showDialog(document.getElementById(dialog));
  else if (close !== undefined) button.closest("dialog").close();
});

document.getElementById("attach").addEventListener("click", () => chooseFile(page.asking.material ?? ""));

document.getElementById("earlier")?.addEventListener("click", async (event) => {
  const button = event.currentTarget;
  const response = await fetch(address(`earlier?before=${button.dataset.before}`));
  if (!response.ok) return;
  const { html, before } = await response.json();
  const height = document.documentElement.scrollHeight;
  log.classList.add("still");
  log.setAttribute("aria-live", "off"); // old words are not news
  button.insertAdjacentHTML("afterend", html);
  window.scrollBy(0, document.documentElement.scrollHeight - height);
  log.setAttribute("aria-live", "polite");
  if (before) button.dataset.before = before;
  else button.remove();
});

document.addEventListener("change", (event) => {
  const box = event.target.closest(".several input");
  if (!box?.checked) return;
  // "None of these" and anything else exclude each other.
  const isNone = box.value.endsWith(":none");
  for (const other of box.closest(".several").querySelectorAll("input:checked")) {
    if (other !== box && (isNone || other.value.endsWith(":none"))) other.checked = false;
  }
});

function chooseSeveral(button, byKeyboard) {
  const boxes = [...button.closest(".several").querySelectorAll("input:checked")];
  if (!boxes.length) return;
  const start = boxes[0].value.slice(0, boxes[0].value.lastIndexOf(":") + 1);
  const codes = boxes.map((box) => box.value.slice(start.length));
  const separator = page.locale === "en" ? ", " : "、";
  choose(button, start + codes.join(","), boxes.map((box) => box.dataset.label).join(separator), byKeyboard);
}

async function choose(button, choice, label, byKeyboard) {
  button.closest("dialog")?.close();
  const group = button.closest(".choices")?.querySelectorAll("button") ?? [];
  for (const one of group) one.disabled = true; // a second press is never meant
  const answered = await send({ choice }, label);
  if (!answered) for (const one of group) one.disabled = false;
  if (byKeyboard) focusNewest();
  else focusIfLost();
}

function showDialog(dialog) {
  const copy = dialog.querySelector("#plan-copy");
  if (copy) copy.innerHTML = document.getElementById("plan").innerHTML;
  dialog.showModal();
}

async function switchLanguage(button, locale) {
  button.disabled = true;
  const response = await post(address("language"), { locale });
  if (response?.ok) location.reload();
  else button.disabled = false;
}

async function openPage(name) {
  const response = await post(address(`open/${name}`), {});
  if (response?.ok) location.assign((await response.json()).url);
}

async function post(url, body) {
  try {
    return await postJson(url, body);
  } catch {
    document.getElementById("connection").hidden = false;
    return null;
  }
}

async function start() {
  if (page.conversation) return;
  const stopTyping = showTyping();
  const response = await post("/chat", { locale: page.locale });
  stopTyping();
  if (!response?.ok) {
    const row = document.createElement("p");
    row.className = "notice bad";
    row.setAttribute("role", "alert");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "small";
    again.textContent = text("retry");
    again.addEventListener("click", () => location.reload());
    row.append(response ? await problem(response) : text("offline"), " ", again);
    log.append(row);
    throw new Error("no conversation was opened");
  }
  const update = await response.json();
  page.conversation = update.id;
  settle(update);
}

history.scrollRestoration = "manual"; // the newest turn is what one comes back for
await start();
showAsking();
const newest = log.lastElementChild;
if (newest) revealNewest(newest);
sendKept();
listen(sendWaiting);
takeDrops();
if (matchMedia("(hover: hover)").matches) input.focus({ preventScroll: true }); // on phones the keyboard would hide the page
