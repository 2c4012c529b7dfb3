// Passkeys: the browser asks its owner for a finger, a face or a PIN, and the form carries the answer.
// The button's data-passkey says what for: "create" one, "use" one as second step, or "sign-in" with one.
(() => {
  const options = () => JSON.parse(document.getElementById("passkey-options").textContent);

  const asked = {
    create: async () => {
      const { publicKey } = options().creation_options;
      const authenticatorSelection = {
        ...publicKey.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      };
      return webauthnJSON.create({ publicKey: { ...publicKey, authenticatorSelection } });
    },
    use: async () => webauthnJSON.get(options().request_options),
    "sign-in": async (form) => {
      const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      return webauthnJSON.get((await answer.json()).request_options);
    },
  };

  const say = (button, words) => {
    const place = document.getElementById(button.getAttribute("aria-describedby"));
    place.textContent = words;
    place.hidden = false;
  };

  const why = (error) =>
    ({
      InvalidStateError: "This device has a passkey for you already.",
      SecurityError: "Passkeys need the portal’s real address, and https.",
    })[error.name] || "That did not work, or was stopped. Try again, or choose another way.";

  document.querySelectorAll("[data-passkey]").forEach((button) => {
    button.hidden = false;
    if (!window.PublicKeyCredential) {
      button.disabled = true;
      say(button, "This browser cannot use passkeys.");
      return;
    }
    button.addEventListener("click", async () => {
      try {
        const credential = await asked[button.dataset.passkey](button.form);
        button.form.elements.credential.value = JSON.stringify(credential);
        button.form.submit();
      } catch (error) {
        say(button, why(error));
      }
    });
  });
})();
