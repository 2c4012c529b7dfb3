// Notes every thing a person can operate, what each looks like unfocused, and when focus reaches it;
// answers with how many there are. window.walk() then says what was missed, unseen or covered.
() => {
  document.activeElement?.blur();
  const look = (element) => {
    const style = getComputedStyle(element);
    const marks = ["outlineStyle", "outlineWidth", "boxShadow", "borderColor", "backgroundColor"];
    return marks.map((mark) => style[mark]).join();
  };
  const name = (element) => element.outerHTML.slice(0, 160).replace(/\s+/g, " ");
  const firstOfGroup = (element) =>
    element.type !== "radio" || element.checked ||
    !document.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`) &&
    element === document.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]`);
  const selector = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
  const operable = [...document.querySelectorAll(selector)].filter((element) =>
    !element.disabled && !element.parentElement.isContentEditable && element.type !== "hidden" && element.tabIndex >= 0 &&
    element.checkVisibility({visibilityProperty: true}) && firstOfGroup(element));
  document.activeElement?.blur();
  const before = new Map(operable.map((element) => [element, look(element)]));
  const isOnTop = (element, box) => {
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, 20) / 2);
    return !top || element.contains(top) || top.contains(element) || element.labels?.[0]?.contains(top);
  };
  const walk = {reached: new Set(), unseen: [], covered: []};
  document.addEventListener("focusin", ({target}) => {
    if (walk.reached.has(target)) return;
    walk.reached.add(target);
    if (before.get(target) === look(target)) walk.unseen.push(name(target));
    target.scrollIntoView({block: "nearest", inline: "nearest"});
    if (![...target.getClientRects()].some((box) => isOnTop(target, box))) walk.covered.push(name(target));
  });
  window.walk = () => ({
    missed: operable.filter((element) => !walk.reached.has(element)).map(name),
    unseen: walk.unseen,
    covered: walk.covered,
  });
  // A date has a stop for its day, its month, its year and its calendar.
  return operable.length + 4 * operable.filter((element) => element.type?.startsWith("date")).length;
}
