// Dialogs, notes that can be dismissed, and "/" to search.
(() => {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) {
      document.getElementById(opener.dataset.dialog)?.showModal();
      return;
    }
    const closer = event.target.closest("[data-close]");
    if (closer) {
      closer.closest("dialog")?.close();
      closer.closest("[data-closable]")?.remove();
      return;
    }
    // A press on the veil is a press on the dialog itself, outside of its box.
    if (event.target instanceof HTMLDialogElement) {
      const box = event.target.getBoundingClientRect();
      const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      if (!inside) event.target.close();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    const box = document.querySelector("[data-search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-close][hidden]").forEach((button) => (button.hidden = false));
    document.querySelectorAll("dialog[data-open]").forEach((dialog) => dialog.showModal());
  });
})();
