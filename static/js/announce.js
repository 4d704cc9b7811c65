/* Says something to a screen reader when it next has a moment. No effect on what is seen. */
export function announce(text) {
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.textContent = text;
}
