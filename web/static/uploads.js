// Uploading a material from the chat: picked, dropped or pasted; progress while it goes, and again when it fails.

import { address, newId, page, problem, text } from "./page.js";
import { focusIfLost, reveal, settle } from "./talk.js";

const picker = document.getElementById("file");
const log = document.getElementById("talk");
let material = "";

export function chooseFile(code) {
  material = code;
  picker.multiple = Boolean(code); // a lease has pages; a licence is one photo
  picker.value = "";
  picker.click();
}

picker.addEventListener("change", () => {
  send(picker.files, material);
});

const dropHint = document.getElementById("drop");
let overPage = 0; // each element that is entered and left counts, so the page is left at nought

/** Files dropped or pasted anywhere on the page are for what is asked now. */
export function takeDrops() {
  document.addEventListener("dragenter", (event) => hint(event, 1));
  document.addEventListener("dragleave", (event) => hint(event, -1));
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault(); // else the browser opens the file in place of the page
    event.dataTransfer.dropEffect = takesFiles() ? "copy" : "none";
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    overPage = 0;
    dropHint.hidden = true;
    uploadAll(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length && takesFiles()) {
      event.preventDefault();
      uploadAll(event.clipboardData.files);
    }
  });
}

function hint(event, step) {
  if (!carriesFiles(event)) return;
  overPage = Math.max(0, overPage + step);
  dropHint.hidden = !overPage || !takesFiles();
}

const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

/** A material is asked for, or a photo of the licence would say the credit code. */
const takesFiles = () => Boolean(page.asking.material || page.asking.photo);

function uploadAll(files) {
  if (!takesFiles()) return;
  send(files, page.asking.material ?? "");
}

/** All for the one material, one after the other: pages stay in the order in which they were picked. */
async function send(files, material) {
  for (const file of [...files]) await upload({ id: newId(), file, material });
}

/** Resolves when the file was taken, refused or given up, so that the next may go. */
function upload(sending) {
  let over;
  const end = new Promise((resolve) => (over = resolve));
  const card = transferCard(sending.file.name);
  log.append(card.element);
  reveal(card.element);
  const form = new FormData();
  form.append("id", sending.id);
  form.append("material", sending.material);
  form.append("file", sending.file, sending.file.name);
  // fetch() does not tell how much was sent; this older interface does
  const request = new XMLHttpRequest();
  request.open("POST", address("files"));
  request.setRequestHeader("Accept-Language", page.locale);
  request.upload.addEventListener("progress", (event) => card.sent(event.loaded, event.total));
  request.addEventListener("load", async () => {
    if (request.status === 200) {
      card.element.remove();
      settle(JSON.parse(request.responseText));
      focusIfLost();
    } else {
      card.failed(await problem(new Response(request.responseText)), () => upload(sending));
    }
  });
  request.addEventListener("error", () => card.failed("", () => upload(sending)));
  request.addEventListener("abort", () => card.element.remove());
  card.onCancel(() => request.abort());
  request.addEventListener("loadend", () => over());
  request.send(form);
  return end;
}

function transferCard(name) {
  const element = document.createElement("div");
  element.setAttribute("role", "group");
  element.className = "card transfer";
  element.setAttribute("aria-label", text("uploading", { name }));
  const words = document.createElement("p");
  words.className = "quiet";
  words.textContent = text("uploading", { name });
  words.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", text("uploading", { name }));
  const row = document.createElement("div");
  row.className = "row";
  const cancel = button(text("upload_cancel"), "plain small");
  row.append(cancel);
  element.append(words, bar, row);
  return {
    element,
    sent(loaded, total) {
      bar.value = Math.round((loaded / total) * 100);
      if (loaded === total) words.textContent = text("upload_checking");
    },
    failed(detail, again) {
      words.textContent = `${text("upload_failed", { name })}${detail}`;
      words.setAttribute("role", "alert");
      bar.remove();
      const retry = button(text("retry"), "small");
      retry.addEventListener("click", () => {
        element.remove();
        again();
      });
      const drop = button(text("upload_cancel"), "plain small");
      drop.addEventListener("click", () => element.remove());
      row.replaceChildren(retry, drop);
    },
    onCancel: (stop) => cancel.addEventListener("click", stop),
  };
}

function button(words, className) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = words;
  return made;
}
