// Puts a word of 600 letters wherever a page shows words that may break, and tells what is then cut off or too wide.
() => {
  const LETTERS = "m".repeat(600);
  const CONTENT = "main :is(h1, h2, h3, p, a, td, th, dt, dd, li, span, strong, small, blockquote, pre, label, legend)";
  const fits = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !element.closest("button, .btn, .icon, .hidden-text, svg, select, nav, thead") &&
    !getComputedStyle(element).whiteSpace.startsWith("nowrap");
  const filled = [];
  for (const element of document.querySelectorAll(CONTENT)) {
    if (!fits(element)) continue;
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !/\p{L}{2}/u.test(node.data)) continue;
      filled.push([element, node, node.data]);
      node.data = LETTERS;
    }
  }
  const faults = new Set();
  const named = (element) => [element.tagName.toLowerCase(), ...element.classList].join(".");
  for (const [element, node, before] of filled) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const { right } = range.getBoundingClientRect();
    if (right > innerWidth + 1) {
      const inside = element.closest("[class]:not(:scope)") ?? element;
      faults.add(`long words run out of ${named(element)} in ${named(element.parentElement.closest("[class]") ?? inside)}: ${before.trim().slice(0, 30)}`);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) {
    faults.add(`long words make it ${document.documentElement.scrollWidth} px wide`);
  }
  return [...faults];
}
