// Makes and uses passkeys: the form hands its challenge to the device, and is sent with the answer.
(() => {
  const box = document.getElementById("passkey");
  if (!box || !window.PublicKeyCredential || !navigator.credentials) return;
  const form = box.closest("form");
  const says = box.querySelector("[role=status]");
  let busy = false;
  box.hidden = false;
  document.getElementById("no-passkey").hidden = true;
  // By hand: phones of a few years ago lack the functions that read and write JSON.
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const ask = async () => {
    const options = JSON.parse(box.dataset.options);
    options.challenge = bytes(options.challenge);
    if (!options.user) {
      options.allowCredentials = known(options.allowCredentials);
      return navigator.credentials.get({ publicKey: options });
    }
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = known(options.excludeCredentials);
    return navigator.credentials.create({ publicKey: options });
  };
  form.addEventListener("submit", async (event) => {
    // The button that changes the language sends the form as it is.
    if (event.submitter && event.submitter.hasAttribute("formaction")) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    says.textContent = "";
    try {
      const { id, rawId, type, response } = await ask();
      const answer = {};
      for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) if (response[name]) answer[name] = text(response[name]);
      form.elements.credential.value = JSON.stringify({ id, rawId: text(rawId), type, response: answer, clientExtensionResults: {} });
      // Fires no submit event, so this listener does not run again.
      form.submit();
    } catch (error) {
      // A device that has a passkey of this person already makes no second one.
      says.textContent = error.name === "InvalidStateError" ? box.dataset.known : box.dataset.no;
      busy = false;
    }
  });
})();
