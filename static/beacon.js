/* Franc: says once, when the page is left, for how many seconds it was in view. Stores nothing. */
(function () {
  var token = /[?&]franc_click=([0-9a-f-]{36})/.exec(location.search);
  var script = document.currentScript;
  if (!token || !script || !navigator.sendBeacon) return;
  var to = new URL("/beacon/", script.src).href;
  var since = document.hidden ? null : performance.now();
  var seen = 0;
  var told = false;
  function pause() {
    if (since !== null) seen += performance.now() - since;
    since = null;
  }
  function tell() {
    pause();
    if (!told) told = navigator.sendBeacon(to, token[1] + " " + Math.round(seen / 1000));
  }
  addEventListener("visibilitychange", function () {
    if (document.hidden) tell();
    else if (since === null) since = performance.now();
  });
  addEventListener("pagehide", tell);
})();
