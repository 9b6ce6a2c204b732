// The address of a new draft names its form, so that Back finds the draft that was made of it.
(() => {
  const key = document.querySelector("#step input[name=draft_key]")?.value;
  if (!key || new URLSearchParams(location.search).has("key")) return;
  history.replaceState(history.state, "", `?key=${encodeURIComponent(key)}`);
})();
