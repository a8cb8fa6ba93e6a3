// Staff pages: fresh news on the desk every two seconds, drafts that survive, more points to a return.
"use strict";

const POLL_MS = 2000;
const LONGEST_WAIT_MS = 30000;

function points(form) {
  form.querySelector(".more").addEventListener("click", () => {
    const lines = form.querySelector(".lines");
    const line = lines.querySelector(".line").cloneNode(true);
    line.querySelector("select").value = "";
    line.querySelector("textarea").value = "";
    lines.append(line);
    line.querySelector("select").focus();
  });
}

// What is being written stays in this tab until it was sent.
function keepDraft(form, key) {
  const field = form.elements.text;
  if (!field.value) field.value = sessionStorage.getItem(key) || "";
  field.addEventListener("input", () => sessionStorage.setItem(key, field.value));
  return () => { field.value = ""; sessionStorage.removeItem(key); };
}

function desk(page) {
  const open = page.dataset.open;
  const talk = document.getElementById("talk");
  const problem = document.getElementById("problem");
  const say = document.getElementById("say");
  let wait = POLL_MS, timer = 0, asking = false, lost = false;

  const bottom = () => { if (talk && talk.lastElementChild) talk.lastElementChild.scrollIntoView({ block: "end" }); };
  const tell = (text) => { if (problem) { problem.textContent = text; problem.hidden = !text; } };
  const replace = (id, html) => {
    const place = document.getElementById(id);
    if (!place || html === null || place.dataset.shown === html) return;
    // nobody's words or place in a form are taken away while they write
    if (place.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) return;
    place.dataset.shown = html;
    place.innerHTML = html;
  };

  async function news() {
    if (asking || document.visibilityState === "hidden") return;
    asking = true;
    try {
      const find = new URLSearchParams(location.search).get("find") || "";
      const asked = new URLSearchParams({ open, after: talk ? talk.dataset.after : "0", find });
      const answer = await fetch(`${page.dataset.news}?${asked}`, { headers: { Accept: "application/json" } });
      if (answer.redirected || answer.status === 401) { location.reload(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = await answer.json();
      replace("waiting", fresh.waiting);
      replace("counters", fresh.counters);
      replace("holding", fresh.holding);
      replace("plan", fresh.plan);
      if (talk && fresh.entries) {
        const last = talk.lastElementChild;
        const atBottom = !last || last.getBoundingClientRect().top < window.innerHeight;
        if (Number(fresh.last) > Number(talk.dataset.after)) {
          talk.insertAdjacentHTML("beforeend", fresh.entries);
          talk.dataset.after = fresh.last;
          if (atBottom) bottom();
        }
      }
      if (say && fresh.fence !== null) {
        say.elements.fence.value = fresh.mine ? fresh.fence : say.elements.fence.value;
        const button = say.querySelector("button");
        button.disabled = !fresh.mine;
      }
      if (lost) { lost = false; tell(""); }
      wait = POLL_MS;
    } catch {
      lost = true;
      tell(page.dataset.lost);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    } finally {
      asking = false;
      clearTimeout(timer);
      timer = setTimeout(news, wait);
    }
  }

  async function send(form, cleared) {
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" },
      });
      if (answer.redirected || answer.status === 401) { location.reload(); return; }
      const told = await answer.json();
      tell(told.problem || "");
      if (told.fresh) for (const one of document.querySelectorAll("input[name=message]")) one.value = told.fresh;
      if (answer.ok) cleared();
    } catch {
      // the same message id goes out again, so nothing is said twice
      tell(page.dataset.lost);
    } finally {
      button.disabled = false;
      wait = POLL_MS;
      news();
    }
  }

  if (say) {
    const cleared = keepDraft(say, `draft:${open}`);
    say.addEventListener("submit", (event) => { event.preventDefault(); send(say, cleared); });
    say.elements.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say.requestSubmit(); }
    });
  }
  // the plan is drawn anew, so its form is heard from the page
  page.addEventListener("submit", (event) => {
    if (event.target.id !== "enter") return;
    event.preventDefault();
    const form = event.target;
    send(form, () => { form.elements.text.value = ""; form.elements.text.blur(); });
  });
  document.addEventListener("visibilitychange", news);
  bottom();
  timer = setTimeout(news, POLL_MS);
}

for (const form of document.querySelectorAll("form.return")) points(form);
const page = document.querySelector("[data-desk]");
if (page) desk(page);
