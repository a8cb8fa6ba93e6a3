// The one live stream of the page: replies as they come, also those of staff.

import { address, page } from "./page.js";
import { settle } from "./talk.js";

const NOTICE_AFTER_MS = 2500;
const RETRY_MS = 2000;
const notice = document.getElementById("connection");
let source = null;
let noticeTimer = 0;

/** Keeps a stream open while the page is seen; `onLive` runs each time it is live again. */
export function listen(onLive) {
  // Browsers allow six connections per host: a tab nobody looks at gives its own back.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open(onLive)));
  window.addEventListener("online", () => open(onLive));
  open(onLive);
}

function open(onLive) {
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(address(`events?after=${page.seq}`));
  source.addEventListener("open", () => {
    clearTimeout(noticeTimer);
    noticeTimer = 0;
    notice.hidden = true;
    onLive();
  });
  source.addEventListener("turn", (event) => settle(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    noticeTimer ||= setTimeout(() => (notice.hidden = false), NOTICE_AFTER_MS);
    // The browser tries again by itself, except after an HTTP error.
    if (source?.readyState === EventSource.CLOSED) setTimeout(() => document.hidden || open(onLive), RETRY_MS);
  });
}

function close() {
  source?.close();
  source = null;
}
