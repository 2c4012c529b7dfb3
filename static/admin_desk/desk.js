// The page an Update is written on: order by keyboard, fold and unfold, more rows. Without it: type a position.
(() => {
  const desk = document.getElementById("desk");
  if (!desk) return;
  const say = (text) => {
    document.getElementById("say").textContent = text;
  };
  const rowsOf = (list) => [...list.querySelectorAll(":scope > .inline-related.has_original")];
  const nameOf = (row) => row.querySelector(".item-name")?.textContent.trim() ?? "";

  const move = (button) => {
    const row = button.closest(".inline-related");
    const rows = rowsOf(row.parentElement);
    const step = Number(button.dataset.move);
    const other = rows[rows.indexOf(row) + step];
    if (!other) {
      say(`${nameOf(row)} is already ${step < 0 ? "first" : "last"}`);
      return;
    }
    if (step < 0) other.before(row);
    else other.after(row);
    rowsOf(row.parentElement).forEach((each, index) => {
      each.querySelector("input._reorder_").value = index + 1;
    });
    button.focus();
    say(`${nameOf(row)} is now ${rows.indexOf(other) + 1} of ${rows.length}`);
  };

  const unfold = (button) => {
    const items = button.closest("fieldset").querySelectorAll(":scope > .inline-related > details");
    items.forEach((details) => {
      details.open = Boolean(button.dataset.unfold);
    });
  };

  const addItem = (button) => {
    const total = desk.querySelector("[name=items-TOTAL_FORMS]");
    const holder = document.createElement("div");
    holder.innerHTML = document.getElementById("new-item").innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.firstElementChild;
    total.value = Number(total.value) + 1;
    row.querySelector("select[name$=-section]").value = button.dataset.addItem;
    button.parentElement.before(row);
    import("django-prose-editor/configurable").then(({ createEditor }) => {
      row.querySelectorAll("[data-django-prose-editor-configurable]").forEach((textarea) => createEditor(textarea));
    });
    row.querySelector("input[name$=-programme]").focus();
  };

  desk.addEventListener("click", (event) => {
    const button = event.target.closest("button[type=button]");
    if (button?.dataset.move) move(button);
    else if (button?.dataset.unfold !== undefined) unfold(button);
    else if (button?.dataset.addItem) addItem(button);
  });

  // What an error or a finding points at may be folded away.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    target.querySelector("details")?.setAttribute("open", "");
    for (let place = target.closest("details"); place; place = place.parentElement.closest("details")) {
      place.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  addEventListener("load", reveal);

  let isChanged = false;
  desk.addEventListener("input", () => {
    isChanged = true;
  });
  desk.addEventListener("submit", () => {
    isChanged = false;
  });
  addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
})();
