// Puts a word of 600 letters wherever people's own words may stand, one place after the other, and
// tells what then runs out of the screen. One at a time: a page that is too wide makes all of it so.
() => {
  const LETTERS = "m".repeat(600);
  const PEOPLE = "main :is(h1, h2, h3, p, a, dd, li, .who, .who *, strong, blockquote, pre, tbody th, tbody td)";
  const fits = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !element.closest("button, .btn, .icon, .hidden-text, .pill, .label, svg, select, nav, thead, .numeric, .avatar") &&
    getComputedStyle(element).whiteSpaceCollapse !== "nowrap" &&
    getComputedStyle(element).textWrapMode !== "nowrap";
  const named = (element) => [element.tagName.toLowerCase(), ...element.classList].join(".");
  const seen = new Set();
  const faults = new Set();
  for (const element of document.querySelectorAll(PEOPLE)) {
    if (!fits(element)) continue;
    const place = `${named(element)} in ${named(element.parentElement)} in ${named(element.parentElement.parentElement)}`;
    if (seen.has(place)) continue;
    seen.add(place);
    const node = [...element.childNodes].find((one) => one.nodeType === Node.TEXT_NODE && /\p{L}{2}/u.test(one.data));
    if (!node) continue;
    const before = node.data;
    node.data = LETTERS;
    const range = document.createRange();
    range.selectNodeContents(node);
    const wide = document.documentElement.scrollWidth > innerWidth || range.getBoundingClientRect().right > innerWidth + 1;
    node.data = before;
    if (wide) faults.add(`a long word runs out of ${place}: ${before.trim().slice(0, 30)}`);
  }
  return [...faults];
}
