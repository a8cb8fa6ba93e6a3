// What the server told this page: the conversation, its addresses, and the texts that scripts show.

const told = JSON.parse(document.getElementById("page").textContent);

export const page = {
  conversation: told.conversation,
  seq: told.seq,
  locale: told.locale,
  asking: told.asking,
};

/** A text of the catalogue, with its {placeholders} filled. */
export function text(key, values = {}) {
  return told.texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export function address(path) {
  return `/chat/${encodeURIComponent(page.conversation)}/${path}`;
}

/** What a problem answer (RFC 9457) says, or a general text where the answer is not ours. */
export async function problem(response) {
  try {
    const { detail, title } = await response.json();
    return detail || title || text("problem_trouble_detail");
  } catch {
    return text("problem_trouble_detail");
  }
}

/** Problems are told in the language of the page, which may be another one than the browser's. */
export function postJson(url, body) {
  const headers = { "Content-Type": "application/json", "Accept-Language": page.locale };
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
}

export function newId() {
  // randomUUID exists only on https and localhost; an office may serve its own network by http
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
