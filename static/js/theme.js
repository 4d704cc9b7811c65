/* Light or dark: remembered in a cookie that the server reads, so no page flashes. */
const root = document.documentElement;
const device = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : device.matches);

function label(button) {
  const dark = isDark();
  button.setAttribute("aria-label", dark ? "Use light colours" : "Use dark colours");
  button.querySelector("[data-when-dark]").toggleAttribute("hidden", !dark);
  button.querySelector("[data-when-light]").toggleAttribute("hidden", dark);
}

for (const button of document.querySelectorAll("[data-theme-toggle]")) {
  button.hidden = false;
  label(button);
  device.addEventListener("change", () => label(button));
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    root.dataset.theme = theme;
    const safe = location.protocol === "https:";
    const name = safe ? "__Host-theme" : "theme"; // as in settings.py
    const more = safe ? "; secure" : "";
    document.cookie = `${name}=${theme}; path=/; max-age=31536000; samesite=lax${more}`;
    label(button);
  });
}
