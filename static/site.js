// A page with errors opens on its summary of them. On a narrow screen the menu folds away.
(() => {
  const narrow = matchMedia("(max-width: 48em)");

  const foldMenu = (button) => {
    const list = document.getElementById(button.getAttribute("aria-controls"));
    const show = (open) => {
      button.setAttribute("aria-expanded", open);
      list.hidden = !open;
    };
    button.addEventListener("click", () => show(list.hidden));
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !narrow.matches) return;
      show(false);
      button.focus();
    });
    const fit = () => {
      button.hidden = !narrow.matches;
      show(!narrow.matches);
    };
    narrow.addEventListener("change", fit);
    fit();
  };

  document.getElementById("errors")?.focus();
  document.querySelectorAll(".menu__button").forEach(foldMenu);
})();
