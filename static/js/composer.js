/* The composer: grows with the text, sends from the keyboard, shows chosen files.
   What is written here is never kept in the browser's storage. */
import { announce } from "./announce.js";

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.rows = Math.min(14, Math.max(2, area.value.split("\n").length, Math.ceil(area.value.length / 70)));
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function showChosen(input, list) {
  list.replaceChildren(
    ...Array.from(input.files, (file) => {
      const item = document.createElement("li");
      item.className = "tag";
      item.textContent = `${file.name} (${size(file.size)})`;
      return item;
    }),
  );
  const count = input.files.length;
  if (count) announce(count === 1 ? "1 document chosen" : `${count} documents chosen`);
}

function acceptDrops(form, input) {
  const over = (on) => (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("dragging", on);
  };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
  });
}

function fill(area, text) {
  const kept = area.value.trim();
  area.value = kept ? `${kept}\n\n${text}` : text;
  area.dispatchEvent(new Event("input"));
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

for (const form of document.querySelectorAll("[data-composer]")) {
  const area = form.querySelector("textarea");
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-chosen]");
  area.addEventListener("input", () => grow(area));
  grow(area);
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  if (input) {
    input.addEventListener("change", () => showChosen(input, list));
    showChosen(input, list); // chosen before this file was there
    acceptDrops(form, input);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-fill-from]");
    if (!link) return;
    event.preventDefault();
    link.closest("[popover]")?.hidePopover();
    fill(area, document.getElementById(link.dataset.fillFrom).textContent.trim());
    announce("The prompt is in your message. Change it as you like.");
  });
}
