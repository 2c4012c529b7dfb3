// Warns five minutes before the session ends, and offers to stay. Another tab may have kept it going: the portal
// is asked first. Asking does not count as doing something; pressing the button does.
(() => {
  const dialog = document.querySelector(".ending");
  const WARN_BEFORE = 300;
  const title = dialog.querySelector("h2");
  const words = dialog.querySelector(".ending__words");
  const when = dialog.querySelector(".ending__when");
  const form = dialog.querySelector("form");
  let end = Date.now() + dialog.dataset.seconds * 1000;
  let isAsking = false;

  const left = () => Math.round((end - Date.now()) / 1000);

  const ask = async (how) => {
    const answer = await fetch(dialog.dataset.address, { cache: "no-store", ...how });
    if (!answer.ok) throw new Error(answer.status);
    end = Date.now() + (await answer.json()).seconds * 1000;
  };

  const say = (seconds) => {
    const minutes = Math.ceil(seconds / 60);
    const said = minutes > 1 ? `in ${minutes} minutes` : "in less than a minute";
    if (when.textContent !== said) when.textContent = said;
    if (dialog.open) return;
    dialog.showModal();
    form.querySelector("button").focus();
  };

  const over = () => {
    clearInterval(clock);
    title.textContent = "You have been signed out";
    words.textContent = "Save what you are doing as usual: the portal asks you to sign in, and fills in again what you had typed.";
    form.querySelector("button").textContent = "Close";
    form.method = "dialog";
    if (!dialog.open) dialog.showModal();
    title.focus();
  };

  const look = async () => {
    if (left() > WARN_BEFORE || isAsking) return;
    isAsking = true;
    // Without an answer the last one stands.
    await ask().catch(() => {});
    isAsking = false;
    if (left() <= 0) over();
    else if (left() <= WARN_BEFORE) say(left());
    else if (dialog.open) dialog.close();
  };

  form.addEventListener("submit", async (event) => {
    if (form.method === "dialog") return;
    event.preventDefault();
    await ask({ method: "POST", body: new FormData(form) }).catch(() => {});
    if (left() > WARN_BEFORE) dialog.close();
    else look();
  });

  const clock = setInterval(look, 10_000);
})();
