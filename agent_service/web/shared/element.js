// Building elements: text is always text, never markup.

/** h("p", { class: "note", onclick: … }, "words", otherElement) */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that cannot be pressed twice by accident. */
export function button(label, press, properties = {}) {
  const element = h("button", { type: "button", ...properties }, label);
  element.addEventListener("click", () => {
    if (element.getAttribute("aria-disabled") === "true") return;
    press(element);
  });
  return element;
}

/** Paragraphs of a text. */
export function paragraphs(text) {
  return text.split(/\n{2,}/).filter(Boolean).map((each) => h("p", {}, each));
}
