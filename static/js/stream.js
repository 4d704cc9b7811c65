/* Follows an answer while it is written. A dropped connection loses nothing: the browser asks
   again with the number of the last event it saw, and the server replays what is missing. */
import { announce } from "./announce.js";

const SAY_EVERY = 15000;
const NEAR = 160;
const DROPPED = "The connection dropped. Reconnecting…";
const STOPPING = "Stopping…";
const WRITING = "Writing…";

const atBottom = () => innerHeight + scrollY >= document.documentElement.scrollHeight - NEAR;
const words = (text) => text.split(/\s+/).filter(Boolean).length;

class Answer {
  constructor(element) {
    this.element = element;
    this.text = element.querySelector("[data-stream-text]");
    this.state = element.querySelector("[data-stream-state]");
    this.said = Date.now();
    this.failures = 0;
    this.stopping = false;
    element.addEventListener("submit", ({ target }) => this.stop(target.querySelector("button")));
    announce("Writing an answer.");
    this.open();
  }

  open() {
    const source = new EventSource(this.element.dataset.streamUrl);
    this.source = source;
    const on = (name, act) =>
      source.addEventListener(name, (event) => {
        this.failures = 0;
        act(event.data ? JSON.parse(event.data) : {});
      });
    on("delta", ({ text }) => this.add(text));
    on("restart", () => this.text.replaceChildren());
    on("state", ({ label }) => this.show(this.stopping ? STOPPING : label));
    on("end", ({ state, reason }) => (state === "trouble" ? this.giveUp(reason) : this.finish()));
    source.onerror = () => this.lost();
  }

  add(text) {
    const follow = atBottom();
    this.text.append(document.createTextNode(text));
    this.show(this.stopping ? STOPPING : WRITING);
    if (follow) scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    if (Date.now() - this.said < SAY_EVERY) return;
    this.said = Date.now();
    announce(`Still writing, ${words(this.text.textContent)} words so far.`);
  }

  show(label) {
    if (this.state && this.state.textContent !== label) this.state.textContent = label;
  }

  /* Said at once; if the request does not get through, it can be pressed again. */
  stop(button) {
    const before = this.state?.textContent ?? "";
    const stopping = (yes) => {
      this.stopping = yes;
      button.disabled = yes;
      this.show(yes ? STOPPING : before);
    };
    stopping(true);
    announce(STOPPING);
    const ended = ({ detail }) => detail.successful || stopping(false);
    this.element.addEventListener("htmx:afterRequest", ended, { once: true });
  }

  /* The browser reconnects by itself unless the server refused: then we start from the top. */
  lost() {
    if (!this.element.isConnected) return this.source.close();
    this.show(DROPPED);
    if (this.source.readyState !== EventSource.CLOSED) return;
    this.failures += 1;
    const wait = Math.min(15000, 1000 * 2 ** this.failures);
    setTimeout(() => {
      if (!this.element.isConnected) return;
      this.text.replaceChildren();
      this.open();
    }, wait);
  }

  /* The server could not show an event: following it again would only fail again. */
  giveUp(reason) {
    this.source.close();
    this.show(reason);
    announce(reason);
  }

  /* The finished answer takes the place of this one; until it is there, ask again. */
  async finish() {
    this.source.close();
    const count = words(this.text.textContent);
    const swap = { target: this.element, swap: "outerHTML" };
    for (let wait = 1000; this.element.isConnected; wait = Math.min(15000, wait * 2)) {
      await htmx.ajax("GET", this.element.dataset.doneUrl, swap).catch(() => this.show(DROPPED));
      if (this.element.isConnected) await new Promise((resume) => setTimeout(resume, wait));
    }
    announce(`The draft is ready${count ? `, about ${count} words` : ""}. Check it before you use it.`);
  }
}

function follow(scope) {
  for (const element of scope.querySelectorAll("[data-stream-url]:not([data-following])")) {
    element.dataset.following = "";
    new Answer(element);
  }
}

follow(document);
document.addEventListener("htmx:load", () => follow(document));
