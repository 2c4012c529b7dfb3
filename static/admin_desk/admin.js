// Every page of the admin: names for what the editor leaves unnamed, and a mark that scripts run.
document.documentElement.classList.add("js");

// The editor adds an inline style, which the policy refuses, unless it finds its own: here is one that is no
// style sheet at all, and desk.css has the rules.
const style = document.createElementNS("", "style");
style.setAttribute("data-tiptap-style", "");
document.head.append(style);

document.addEventListener("prose-editor:ready", (event) => {
  const { textarea, editor } = event.detail;
  const box = editor.view && editor.view.dom;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  if (!box || !label) return;
  label.id = label.id || `${textarea.id}_label`;
  box.setAttribute("aria-labelledby", label.id);
  box.setAttribute("aria-multiline", "true");
  label.addEventListener("click", () => box.focus());
});

addEventListener("DOMContentLoaded", () => {
  document.getElementById("error-summary")?.focus();
});
