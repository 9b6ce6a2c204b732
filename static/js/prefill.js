// A door of the first page already says who comes in: ?role=brand ticks the brand.
(() => {
  const role = new URLSearchParams(location.search).get("role");
  for (const choice of document.querySelectorAll('input[type="radio"][name="role"]')) {
    if (choice.value === role) choice.checked = true;
  }
})();
