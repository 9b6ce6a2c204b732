// Light, dark, or as the device says. Loaded before the first paint, so that nothing flashes.
(() => {
  const KEY = "theme";
  const PAPER = { light: "#faf8f3", dark: "#131210" };
  const root = document.documentElement;

  const remembered = () => {
    try {
      return localStorage.getItem(KEY) || "system";
    } catch {
      return "system"; // storage may be forbidden; the page then follows the device
    }
  };

  const remember = (choice) => {
    try {
      if (choice === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // the choice then holds for this page only
    }
  };

  const apply = (choice) => {
    if (choice in PAPER) root.dataset.theme = choice;
    else delete root.dataset.theme;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.dataset.own ||= meta.content;
      meta.content = PAPER[choice] || meta.dataset.own;
    }
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
    }
  };

  apply(remembered());
  document.addEventListener("DOMContentLoaded", () => apply(remembered()));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    remember(button.dataset.themeChoice);
    apply(button.dataset.themeChoice);
  });
})();
