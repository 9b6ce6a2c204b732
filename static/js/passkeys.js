// A passkey that was refused, cancelled or unknown: say so beside its button, not in the console.
(() => {
  document.addEventListener("allauth.error", (event) => {
    const words = document.querySelector("[data-passkey-failed]");
    if (!words) return;
    event.preventDefault();
    words.hidden = false;
  });
})();
