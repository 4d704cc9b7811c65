/* Tells the server that the text is in front of somebody, and which paragraphs have been on the
   screen. The server keeps the time. And: copying approved text. Without this file, reading is
   timed from opening to approving, and copying is a page of its own. */
import { announce } from "./announce.js";

const LOOKED_AT = 700; // milliseconds on screen
const review = document.querySelector("[data-review]");
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const seen = new Set();
const timers = new Map();

function beat(more = {}) {
  const stamp = review.dataset.stamp || document.querySelector("[name=stamp]")?.value || "";
  const body = new URLSearchParams({ stamp, seen: Array.from(seen).join(","), ...more });
  const headers = { "X-CSRFToken": token() };
  return fetch(review.dataset.beatUrl, { method: "POST", body, headers, keepalive: true }).catch(() => {});
}

function watch() {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio, intersectionRect } of entries) {
        const number = target.dataset.block;
        const enough = intersectionRatio >= 0.6 || intersectionRect.height > innerHeight * 0.5;
        clearTimeout(timers.get(number));
        if (enough) timers.set(number, setTimeout(() => seen.add(number), LOOKED_AT));
      }
    },
    { threshold: [0, 0.3, 0.6, 1] },
  );
  for (const block of document.querySelectorAll("[data-block]")) observer.observe(block);
}

function start() {
  const inFront = () => document.visibilityState === "visible";
  beat({ resumed: "1" });
  watch();
  setInterval(() => inFront() && beat(), Number(review.dataset.beatSeconds) * 1000);
  let sentBack = false; // then it is no longer theirs to open, and a last report would be refused
  document.querySelector(".send-back form")?.addEventListener("submit", () => (sentBack = true));
  document.addEventListener("visibilitychange", () => {
    if (!sentBack) beat(inFront() ? { resumed: "1" } : {});
  });
  document.querySelector("[data-approve]")?.addEventListener("submit", ({ target }) => {
    target.elements.seen.value = Array.from(seen).join(",") || "0";
  });
}

/* Asked for within the press of the button, so that every browser lets it reach the clipboard. */
async function copy(form) {
  const state = form.querySelector("[data-copy-state]");
  const said = (text) => {
    state.textContent = text;
    announce(text);
  };
  const text = fetch(form.action, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
  }).then((reply) => reply.json()).then(({ text }) => new Blob([text], { type: "text/plain" }));
  try {
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    said("Copied, with its provenance.");
  } catch {
    said("It could not be copied from here. Save it as a file instead.");
  }
}

if (review) start();
document.querySelector("[data-copy]")?.addEventListener("submit", (event) => {
  if (!navigator.clipboard?.write || !window.ClipboardItem) return; // its own page instead
  event.preventDefault();
  copy(event.target);
});
