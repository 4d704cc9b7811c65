/* Passkeys: the browser asks for a finger, face or PIN, and a form carries its answer.
   `webauthnJSON` comes with allauth; it turns the browser's bytes into text and back. */
const { webauthnJSON } = window;

const words = {
  NotAllowedError: "That was cancelled, or it took too long. Try again.",
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Passkeys do not work at this address. Ask the person who runs Daylight.",
};

/* Every passkey can stand alone: it is kept on the device, and asks who holds it. */
function ready(options) {
  const wanted = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  Object.assign((options.publicKey.authenticatorSelection ??= {}), wanted);
  return options;
}

async function asked(address) {
  const reply = await fetch(address, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error("no options");
  return reply.json();
}

async function optionsOf(form) {
  const beside = document.getElementById(form.dataset.options);
  const said = beside ? JSON.parse(beside.textContent) : await asked(form.action);
  return said.creation_options ?? said.request_options;
}

async function answer(form) {
  const options = await optionsOf(form);
  return form.dataset.passkey === "add" ? webauthnJSON.create(ready(options)) : webauthnJSON.get(options);
}

async function fill(form) {
  const trouble = form.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await answer(form));
    form.submit();
  } catch (error) {
    trouble.textContent = words[error.name] ?? "That did not work. Try again, or use another way.";
    trouble.hidden = false;
  }
}

if (webauthnJSON?.supported()) {
  for (const part of document.querySelectorAll("[data-needs-passkeys]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-lacks-passkeys]")) part.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      fill(form);
    });
  }
}
