// The signing page: a drawn signature as an equal way, and friendly checks before it is sent.

const form = document.getElementById("sign");
const canvas = document.getElementById("pad");
const missing = document.getElementById("missing");
const ink = 2;

const pad = new globalThis.SignaturePad(canvas, { penColor: "#10202a", backgroundColor: "#ffffff", minWidth: 0.8 });
document.getElementById("drawn-way").hidden = false;

function fit() {
  const strokes = pad.toData();
  canvas.width = canvas.offsetWidth * ink;
  canvas.height = canvas.offsetHeight * ink;
  canvas.getContext("2d").scale(ink, ink);
  pad.clear();
  pad.fromData(strokes);
}

for (const way of form.elements.way) {
  way.addEventListener("change", () => {
    document.getElementById("drawing").hidden = form.elements.way.value !== "drawn";
    if (form.elements.way.value === "drawn") fit();
  });
}
window.addEventListener("resize", () => form.elements.way.value === "drawn" && fit());
document.getElementById("clear").addEventListener("click", () => pad.clear());

// Untick, then sign without having seen the new documents: not possible.
let chosenAnew = false;
document.getElementById("choose")?.addEventListener("change", () => (chosenAnew = true));

form.noValidate = true; // our own words instead of the browser's
form.addEventListener("submit", (event) => {
  const trouble = firstTrouble();
  if (trouble) {
    event.preventDefault();
    missing.textContent = missing.dataset[trouble.words];
    missing.hidden = false;
    trouble.at.focus();
    return;
  }
  missing.hidden = true;
  if (form.elements.way.value === "drawn") form.elements.image.value = pad.toDataURL("image/png");
  form.querySelector("button[type=submit]").disabled = true;
});

function firstTrouble() {
  if (chosenAnew) return { words: "changed", at: document.querySelector("#choose button") };
  if (!form.elements.name.value.trim()) return { words: "name", at: form.elements.name };
  if (form.elements.way.value === "drawn" && pad.isEmpty()) return { words: "drawn", at: form.elements.way[1] };
  if (!form.elements.agreed.checked) return { words: "agree", at: form.elements.agreed };
  return null;
}

window.addEventListener("pageshow", () => (form.querySelector("button[type=submit]").disabled = false));
