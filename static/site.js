// A page with errors opens on its summary of them. On a narrow screen the menu and an unused filter fold away.
(() => {
  const narrow = matchMedia("(max-width: 48em)");

  const onWidth = (fit) => {
    narrow.addEventListener("change", fit);
    fit();
  };

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
    onWidth(() => {
      button.hidden = !narrow.matches;
      show(!narrow.matches);
    });
  };

  const foldFilter = (filter) => {
    const isUsed = location.search.length > 1;
    onWidth(() => {
      filter.open = isUsed || !narrow.matches;
    });
  };

  document.getElementById("errors")?.focus();
  document.querySelectorAll(".menu__button").forEach(foldMenu);
  document.querySelectorAll("details.filter").forEach(foldFilter);
})();
