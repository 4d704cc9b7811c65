/* Saves what is being written a moment after each pause. Whatever fails, the words stay in the
   field and the page says so; without this file there is the button. */
const form = document.querySelector("[data-edit]");
const field = form.elements.text;
const state = form.querySelector("[data-edit-state]");
const PAUSE = 1500;
const AGAIN = 10000;
let saved = field.value;
let asSaved = "Nothing changed";
let timer = 0;
let running = false;
let leaving = false;
let elsewhere = false; // changed in another window: only the button puts this in its place

function show(text, bad = false) {
  state.textContent = text;
  state.classList.toggle("bad", bad);
}

const later = (wait) => {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
};

async function save() {
  if (elsewhere) return;
  if (field.value === saved) return show(asSaved);
  if (running) return later(PAUSE);
  running = true;
  const sent = field.value;
  show("Saving…");
  try {
    const reply = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
    });
    if (!reply.headers.get("content-type")?.includes("json")) throw new TypeError("signed out");
    take(sent, await reply.json());
  } catch {
    show("Not saved: Daylight could not be reached, or you have been signed out. Your words are still here.", true);
    later(AGAIN);
  } finally {
    running = false;
  }
}

function take(sent, { error, stamp, saved: at }) {
  elsewhere = Boolean(error) && form.elements.stamp.value !== stamp;
  form.elements.stamp.value = stamp;
  if (error) return show(`Not saved. ${error}`, true);
  saved = sent;
  asSaved = `Saved at ${at}`;
  if (field.value === saved) show(asSaved);
}

field.addEventListener("input", () => {
  if (!elsewhere) show("Not saved yet");
  later(PAUSE);
});
form.addEventListener("submit", () => (leaving = true));
addEventListener("beforeunload", (event) => {
  if (!leaving && field.value !== saved) event.preventDefault();
});
