// Keys of the review desk. Without this file every decision is a button and every item in Tab's order.
(() => {
  const items = [...document.querySelectorAll("[data-desk-item]")];
  const typing = "input, textarea, select, [contenteditable]";
  let here = 0;

  const show = (wanted, { focus }) => {
    if (!items.length) return;
    here = Math.min(Math.max(wanted, 0), items.length - 1);
    items.forEach((item, at) => item.toggleAttribute("data-here", at === here));
    if (!focus) return;
    items[here].focus({ preventScroll: true });
    items[here].scrollIntoView({ block: "nearest" });
  };

  const acts = {
    j: () => show(here + 1, { focus: true }),
    ArrowDown: () => show(here + 1, { focus: true }),
    k: () => show(here - 1, { focus: true }),
    ArrowUp: () => show(here - 1, { focus: true }),
    a: () => items[here]?.querySelector("[data-approve]")?.click(),
    r: () => (items[here]?.querySelector("select[name=ready]") ?? items[here]?.querySelector("textarea[name=reason]"))?.focus(),
    o: () => items[here]?.querySelector("[data-open]")?.click(),
    "?": () => document.getElementById("desk-keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key === "a") return;
    if (event.target.closest(typing) || document.querySelector("dialog[open]")) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Tab and the pointer move the mark too, so that a key never decides another item than the one in use.
  document.addEventListener("focusin", (event) => {
    const at = items.indexOf(event.target.closest("[data-desk-item]"));
    if (at >= 0) show(at, { focus: false });
  });

  document.querySelector("[data-desk-keys]")?.removeAttribute("hidden");
  const wrong = items.findIndex((item) => item.querySelector(".field-wrong"));
  show(Math.max(wrong, 0), { focus: false });
})();
