// The upload page of a link: shows how much is sent; without scripts the form works as it is.

watch(document.getElementById("upload"));

function watch(form) {
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const bar = form.querySelector("progress");
    const failed = form.querySelector("#failed");
    button.disabled = true;
    failed.hidden = true;
    bar.hidden = false;
    const request = new XMLHttpRequest();
    request.open("POST", location.href);
    request.upload.addEventListener("progress", ({ loaded, total }) => (bar.value = (loaded / total) * 100));
    request.addEventListener("load", () => show(request.responseText));
    request.addEventListener("error", () => {
      bar.hidden = true;
      button.disabled = false;
      failed.hidden = false;
    });
    request.send(new FormData(form));
  });
}

/** The answer is a page, as without scripts: its main part takes the place of this one's. */
function show(html) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  document.title = answer.title;
  document.querySelector("main").replaceWith(answer.querySelector("main"));
  watch(document.getElementById("upload"));
  document.querySelector("h1").tabIndex = -1;
  document.querySelector("h1").focus();
}
