// Runs before the page is drawn, so that a dark page does not flash white.
(function () {
  "use strict";
  try {
    var chosen = localStorage.getItem("twofold-theme");
    if (chosen === "dark" || chosen === "light") {
      document.documentElement.dataset.theme = chosen;
    }
  } catch (e) {
    // A browser may refuse storage to files; then the system's choice holds.
  }
})();
