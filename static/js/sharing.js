// Copy and share. The text is in data-copy or data-share; data-done is what the button then says.
(() => {
  const say = (button, words) => {
    const place = button.querySelector("[data-words]") || button;
    if (button.dataset.before) return;
    button.dataset.before = place.textContent;
    place.textContent = words;
    setTimeout(() => {
      place.textContent = button.dataset.before;
      delete button.dataset.before;
    }, 2000);
  };

  const copy = async (button, text) => {
    await navigator.clipboard.writeText(text);
    if (button.dataset.done) say(button, button.dataset.done);
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-share]");
    if (!button) return;
    const text = button.dataset.share || button.dataset.copy;
    if (!button.dataset.share || !navigator.share) {
      await copy(button, text);
      return;
    }
    try {
      await navigator.share({ text });
    } catch (error) {
      if (error.name !== "AbortError") await copy(button, text); // closing the sheet is no error
    }
  });
})();
