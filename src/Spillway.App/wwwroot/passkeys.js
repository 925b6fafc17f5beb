// Forms that bring a passkey along. The desk writes what it asks for into the form; the browser's answer goes back in a hidden field.
// Listened for on the document: pages are exchanged in place, and a form of one page may become a form of the next.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-passkey]");
  if (!form) {
    return;
  }
  event.preventDefault();
  const fault = form.querySelector("[data-passkey-fault]");
  fault.hidden = true;
  try {
    const asked = JSON.parse(form.dataset.options);
    const credential = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
    form.elements.namedItem("Credential").value = JSON.stringify(credential);
  } catch {
    fault.hidden = false;
    return;
  }
  // Not through the event again: this one goes to the desk.
  HTMLFormElement.prototype.submit.call(form);
});
