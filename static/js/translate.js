/* Asks why only for what needs a reason. Without this file the question always stands there. */
const form = document.querySelector("[data-translate]");
const why = form.querySelector("[data-why]");

function follow() {
  const chosen = form.querySelector("input[name=use_case]:checked");
  why.hidden = !chosen || chosen.closest("[data-tier]").dataset.tier === "green";
}

form.addEventListener("change", follow);
follow();
