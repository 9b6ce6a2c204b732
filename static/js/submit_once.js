// A form is sent once: the second press of its button does nothing until the page is shown again.
(() => {
  const settle = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
    // A file that is downloaded leaves the page as it is: the button must come back.
    if (form.hasAttribute("data-stays")) setTimeout(() => settle(form), 2000);
  });

  // The back button shows the page as it was left, with its busy button.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(settle);
  });
})();
