// Uploading a material from the chat: progress while it goes, and again under the same id when it fails.

import { address, newId, page, problem, text } from "./page.js";
import { reveal, settle } from "./talk.js";

const picker = document.getElementById("file");
const log = document.getElementById("talk");
let material = "";

export function chooseFile(code) {
  material = code;
  picker.value = "";
  picker.click();
}

picker.addEventListener("change", () => {
  const [file] = picker.files;
  if (file) upload({ id: newId(), file, material });
});

function upload(sending) {
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
    } else {
      card.failed(await problem(new Response(request.responseText)), () => upload(sending));
    }
  });
  request.addEventListener("error", () => card.failed("", () => upload(sending)));
  request.addEventListener("abort", () => card.element.remove());
  card.onCancel(() => request.abort());
  request.send(form);
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
