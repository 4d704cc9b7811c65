/* The preview: chips open one dialog, a correction changes the page in place, and words selected
   in the text fill the "hide another word or name" field. Without this file all of it is links,
   forms and pages. */
import { announce } from "./announce.js";

const dialog = document.getElementById("who");
const body = document.getElementById("who-body");
const GAP = 6; // pixels between a chip and its dialog, and around both
let from = null; // the chip that the dialog belongs to
let kept = null; // what to put back after the text was exchanged

const chipsIn = (box) => Array.from(box.querySelectorAll(".chip-button"));
const boxOf = (element) => element.closest("li[id], [id]");

function show(chip) {
  document.querySelector(".chip-button.asked")?.classList.remove("asked");
  chip.classList.add("asked");
  if (!dialog.open) dialog.showModal();
  standBeside(chip);
  dialog.scrollTop = 0;
}

/** Below or above the chip, where there is more room, and never taller than that room. On a
    narrow or a very low window the style sheet says where. */
function standBeside(chip) {
  dialog.removeAttribute("style");
  const { top, bottom, left } = chip.getBoundingClientRect();
  const above = top - 2 * GAP;
  const below = innerHeight - bottom - 2 * GAP;
  const away = bottom < 0 || top > innerHeight;
  if (away || matchMedia("(max-width: 40rem), (max-height: 30rem)").matches) return;
  const farthest = document.documentElement.clientWidth - dialog.offsetWidth - GAP;
  Object.assign(dialog.style, {
    margin: 0,
    inset: below >= above ? `${bottom + GAP}px auto auto` : `auto auto ${innerHeight - top + GAP}px`,
    maxHeight: `min(36rem, ${Math.max(above, below)}px)`,
  });
  dialog.style.left = `${Math.max(GAP, Math.min(left, farthest))}px`;
}

addEventListener("resize", () => dialog.open && from?.isConnected && standBeside(from));

/** Where somebody is: the box with an id around a chip, and which chip of it. */
function placeOf(chip) {
  const box = chip?.isConnected && boxOf(chip);
  return box ? { box: box.id, chip: chipsIn(box).indexOf(chip) } : null;
}

function goBackTo(place) {
  const box = document.getElementById(place.box) ?? document.getElementById("hidden-count");
  const target = chipsIn(box)[place.chip] ?? box.querySelector("[data-hide-field]") ?? box;
  if (target === box) box.tabIndex = -1;
  target.focus({ preventScroll: target !== box });
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target === body) from = detail.elt;
  if (detail.target.id !== "preview") return;
  const inDialog = dialog.open;
  const place = inDialog ? placeOf(from) : { box: detail.elt.closest("#questions, #jigsaw")?.id ?? "hide", chip: -1 };
  kept = { place, open: [] };
});

document.addEventListener("htmx:beforeSwap", () => {
  if (kept) kept.open = Array.from(document.querySelectorAll("#preview details"), (one) => [one.id, one.open]);
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target === body) show(from);
});

document.addEventListener("htmx:afterSettle", () => {
  if (!kept) return;
  const { place, open } = kept;
  kept = null;
  for (const [id, wasOpen] of open) document.getElementById(id)?.toggleAttribute("open", wasOpen);
  if (dialog.open) dialog.close();
  const trouble = document.querySelector("#messages > .error, #hide-error");
  if (trouble?.id === "hide-error") document.getElementById("hide-text").focus();
  else if (trouble) trouble.scrollIntoView({ block: "center" });
  else if (place) goBackTo(place);
  if (!trouble) announce(`Done. ${document.getElementById("hidden-count").textContent}`);
});

dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close(); // beside it
});

/** The selected words, or "" when the selection touches a chip or lies outside the text. */
function selectedWords() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  const node = range.commonAncestorContainer;
  const parent = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  if (!parent?.closest("[data-selectable]")) return "";
  if (range.cloneContents().querySelector(".chip")) return "";
  return selection.toString().replace(/\s+/g, " ").trim().slice(0, 200);
}

const field = () => document.querySelector("[data-hide-field]");

document.addEventListener("selectionchange", () => {
  const text = selectedWords();
  if (text) field().value = text;
});
document.addEventListener("pointerup", () => {
  if (selectedWords()) announce(`“${field().value}” is in the field “Hide another word or name”.`);
});
