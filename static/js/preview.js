/* The preview: words selected in the text fill the "hide another word or name" field. */
import { announce } from "./announce.js";

const field = document.querySelector("[data-hide-field]");

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

if (field) {
  document.addEventListener("selectionchange", () => {
    const text = selectedWords();
    if (text) field.value = text;
  });
  document.addEventListener("pointerup", () => {
    if (selectedWords()) announce(`“${field.value}” is in the field “Hide another word or name”.`);
  });
}
