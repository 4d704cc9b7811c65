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

/* Choosing again adds to what was chosen before; each file can be taken out again. */
class Chosen {
  constructor(input, list) {
    this.input = input;
    this.list = list;
    this.files = [];
    input.addEventListener("change", () => this.add(input.files));
    if (input.files.length) this.add(input.files); // chosen before this file was there
  }

  add(files) {
    const before = this.files.length;
    for (const file of files) if (!this.files.some((other) => same(file, other))) this.files.push(file);
    this.show();
    const count = this.files.length;
    if (count > before) announce(count === 1 ? "1 document chosen" : `${count} documents chosen`);
  }

  remove(file) {
    const place = this.files.indexOf(file);
    this.files.splice(place, 1);
    this.show();
    const buttons = this.list.querySelectorAll("button");
    (buttons[Math.min(place, buttons.length - 1)] ?? this.input).focus();
    announce(`${file.name} removed`);
  }

  show() {
    const kept = new DataTransfer();
    for (const file of this.files) kept.items.add(file);
    this.input.files = kept.files;
    this.list.replaceChildren(...this.files.map((file) => this.item(file)));
  }

  item(file) {
    const item = document.createElement("li");
    item.className = "tag";
    const label = document.createElement("span");
    label.textContent = `${file.name} (${size(file.size)})`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "icon-button";
    button.textContent = "×";
    button.setAttribute("aria-label", `Remove ${file.name}`);
    button.title = `Remove ${file.name}`;
    button.addEventListener("click", () => this.remove(file));
    item.append(label, button);
    return item;
  }
}

const same = (one, other) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

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
    new Chosen(input, list);
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
