// Who comes in may be known already: ?role=brand ticks the brand, ?email= is an invited address.
(() => {
  const known = new URLSearchParams(location.search);
  for (const choice of document.querySelectorAll('input[type="radio"][name="role"]')) {
    if (choice.value === known.get("role")) choice.checked = true;
  }
  const address = document.querySelector('input[name="email"]');
  if (address && !address.value) address.value = known.get("email") ?? "";
})();
