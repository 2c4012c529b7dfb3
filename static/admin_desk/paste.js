// A plain box loses lists and links on the way from Word or the web: keep the rich copy beside the words.
(() => {
  const form = document.getElementById("paste");
  const words = form.querySelector("textarea");
  const rich = form.querySelector("[name=html]");
  let isPasting = false;
  words.addEventListener("paste", (event) => {
    const isWhole = words.selectionStart === 0 && words.selectionEnd === words.value.length;
    isPasting = true;
    rich.value = isWhole ? event.clipboardData.getData("text/html") : "";
  });
  words.addEventListener("input", () => {
    if (!isPasting) rich.value = "";
    isPasting = false;
  });
})();
