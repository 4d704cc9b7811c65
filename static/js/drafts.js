/* Only approved text can be copied out. This says so kindly where somebody copies from a draft;
   the server alone decides what is exported. Within the editor, cut and paste go on working. */
import { announce } from "./announce.js";

const SAY = "Approve it first: only approved text can be copied out.";
let cut = "";

/** Whether any of a draft is selected, or `target` is inside one. */
function touchesDraft(target) {
  if (target instanceof Element && target.closest("[data-draft]")) return true;
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return false;
  const range = selection.getRangeAt(0);
  return Array.from(document.querySelectorAll("[data-draft]")).some((one) => range.intersectsNode(one));
}

function say() {
  announce(SAY);
  let note = document.getElementById("draft-note");
  if (!note) {
    note = document.createElement("div");
    note.id = "draft-note";
    note.className = "note sun trouble";
    note.textContent = SAY;
    document.body.append(note);
  }
  note.hidden = false;
  clearTimeout(note.leaving);
  note.leaving = setTimeout(() => (note.hidden = true), 8000);
}

function stop(event) {
  const field = event.target;
  if (field instanceof HTMLTextAreaElement && field.matches("[data-draft]")) return within(event, field);
  if (!touchesDraft(field) || field instanceof HTMLInputElement) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", SAY);
  say();
}

/* The words stay on this page; anywhere else, the sentence is pasted. */
function within(event, field) {
  const { selectionStart: start, selectionEnd: end } = field;
  if (start === end) return;
  cut = field.value.slice(start, end);
  event.preventDefault();
  event.clipboardData.setData("text/plain", SAY);
  if (event.type === "cut") insert(field, "");
}

function insert(field, text) {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("copy", stop);
document.addEventListener("cut", stop);
document.addEventListener("dragstart", (event) => {
  if (!event.target.closest?.("a") && touchesDraft(event.target)) event.preventDefault();
});
document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement) || !field.matches("[data-draft]")) return;
  if (event.clipboardData.getData("text/plain") !== SAY) return;
  event.preventDefault();
  insert(field, cut);
});
