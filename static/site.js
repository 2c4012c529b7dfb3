// The menu folds on a narrow screen, and a page with errors opens on its summary of them.
(() => {
  const summary = document.getElementById("errors");
  if (summary) summary.focus();

  const button = document.querySelector(".menu__button");
  if (!button) return;
  const list = document.getElementById(button.getAttribute("aria-controls"));
  const narrow = matchMedia("(max-width: 48em)");

  const show = (open) => {
    button.setAttribute("aria-expanded", open);
    list.hidden = !open;
  };
  const fit = () => {
    button.hidden = !narrow.matches;
    show(!narrow.matches);
  };

  button.addEventListener("click", () => show(list.hidden));
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !narrow.matches) return;
    show(false);
    button.focus();
  });
  narrow.addEventListener("change", fit);
  fit();
})();
