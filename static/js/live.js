// Fragments that refresh themselves: <div id hx-get hx-trigger="every 5s" hx-swap="outerHTML" data-live>.
(() => {
  const live = (event) => event.detail.elt?.closest?.("[data-live]");

  // Nobody looks at a hidden page: it asks for nothing.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (live(event) && document.hidden) event.preventDefault();
  });

  // Signed out meanwhile: the answer is the sign-in page, which is no fragment. Load it whole.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const fragment = live(event);
    if (!fragment) return;
    const asked = new URL(fragment.getAttribute("hx-get"), location.href).pathname;
    const answered = new URL(event.detail.xhr.responseURL || location.href, location.href).pathname;
    if (asked !== answered) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });

  const lost = (event) => live(event)?.setAttribute("data-stale", "true");
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:responseError", lost);
  document.addEventListener("htmx:timeout", lost);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) live(event)?.removeAttribute("data-stale"); // 204: nothing is new
  });

  // What the reader has opened stays open when the fragment is replaced.
  let open = [];
  document.addEventListener("htmx:beforeSwap", () => {
    open = [...document.querySelectorAll("details[id][open]")].map((details) => details.id);
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  });
})();
