/* What every page needs: a plain word when a request fails, and focus on what went wrong. */
function showTrouble(text) {
  const box = document.getElementById("trouble");
  if (!box) return;
  box.querySelector("[data-trouble-text]").textContent = text;
  box.hidden = false;
}

const lost = "We could not reach Daylight. Check your connection and try again. Nothing you wrote is lost.";
const signedOut = "You were signed out. Nothing was sent. Copy what you wrote, then reload the page to sign in.";
const failed = "That did not work. Try again, or reload the page.";

document.addEventListener("htmx:sendError", () => showTrouble(lost));
document.addEventListener("htmx:timeout", () => showTrouble(lost));
document.addEventListener("htmx:responseError", (event) => showTrouble(event.detail.xhr.status === 401 ? signedOut : failed));
document.addEventListener("htmx:afterOnLoad", (event) => {
  const box = document.getElementById("trouble");
  if (box && event.detail.xhr.status < 400) box.hidden = true;
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  if (button) document.getElementById(button.dataset.dismiss).hidden = true;
});

// A page that the browser kept for its back button is asked for again: somebody may have signed out.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// htmx notes the address, and with it what was searched for: nothing of it is kept.
sessionStorage.removeItem("htmx-current-path-for-history");

document.querySelector("[data-error-summary]")?.focus();
