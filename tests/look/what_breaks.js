// What is wrong with a page as it stands: wider than its screen, words broken, texts on each other.
() => {
  const faults = [];
  const shortly = (text) => text.trim().replace(/\s+/g, " ").slice(0, 40);
  const named = (element) => {
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    return `${element.tagName.toLowerCase()}${classes}`;
  };

  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1,
    );
    const last = wide.at(-1) ?? document.body;
    faults.push(`${root.scrollWidth} px wide on ${innerWidth}, because of ${named(last)}: ${shortly(last.textContent)}`);
  }

  for (const option of document.querySelectorAll("option")) {
    if (/^-+$/.test(option.label.trim())) faults.push(`a choice of ${option.closest("select").name} is “${option.label}”`);
  }

  // What may break anywhere is longer than any word: addresses, codes, what was pasted.
  const LONGEST = 24;
  const hidden = (element) =>
    !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
    element.closest("pre, code, .hidden-text, .token, thead, svg, textarea, script, style");
  const lines = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter((box) => box.width > 0);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = [];
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const words = node.data;
    if (!words.trim() || hidden(node.parentElement)) continue;
    for (const token of words.matchAll(/\S+/g)) {
      if (token[0].length > LONGEST) continue;
      for (const word of token[0].matchAll(/[\p{L}\p{N}]+/gu)) {
        const from = token.index + word.index;
        const boxes = lines(node, from, from + word[0].length);
        if (boxes.some((box) => Math.abs(box.top - boxes[0].top) > box.height / 2)) {
          faults.push(`“${word[0]}” is broken in ${named(node.parentElement)}`);
        }
      }
    }
    const layer = layerOf(node.parentElement);
    for (const box of lines(node, 0, words.length)) seen.push({ box, node, layer });
  }

  // Texts of one layer that lie on each other. What is fixed or sticky passes over the rest.
  function layerOf(element) {
    for (let at = element; at; at = at.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return at;
    }
    return null;
  }
  seen.sort((one, other) => one.box.top - other.box.top);
  seen.forEach(({ box, node, layer }, at) => {
    for (const other of seen.slice(at + 1)) {
      if (other.box.top >= box.bottom) break;
      if (other.layer !== layer || other.node === node) continue;
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 2 && down > Math.min(box.height, other.box.height) * 0.4) {
        faults.push(`“${shortly(node.data)}” lies on “${shortly(other.node.data)}”`);
      }
    }
  });
  return [...new Set(faults)];
}
