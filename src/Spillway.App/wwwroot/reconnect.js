// The line of a page to its desk. While it is down the page says for how long and looks it, and it is tried again by itself. A desk that was
// started anew knows nothing of this page: then the page is loaded anew. What happened is said afterwards.
(() => {
  const key = "spillway-lost-at";
  const quickTries = 30;
  const quickMilliseconds = 1000;
  const slowMilliseconds = 5000;
  // A try a second at first, then one in five seconds: for a day.
  const mostTries = quickTries + (24 * 3600 * 1000) / slowMilliseconds;
  const askEvery = 5;
  const shownMilliseconds = 60000;
  let lostAt = 0;
  let clock = 0;

  function length(milliseconds) {
    const seconds = Math.max(1, Math.round(milliseconds / 1000));
    const [number, unit] = seconds < 120 ? [seconds, "second"] : seconds < 7200 ? [Math.round(seconds / 60), "minute"] : [Math.round(seconds / 3600), "hour"];
    return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" }).format(number);
  }

  function age() {
    document.querySelector("[data-lost-age]").textContent = length(Date.now() - lostAt);
  }

  function lose() {
    lostAt ||= Date.now();
    document.documentElement.classList.add("lost");
    clearInterval(clock);
    clock = setInterval(age, 1000);
    age();
  }

  function find() {
    document.documentElement.classList.remove("lost");
    clearInterval(clock);
    say("again", lostAt);
    lostAt = 0;
  }

  function loadAnew() {
    sessionStorage.setItem(key, String(lostAt || Date.now()));
    location.reload();
  }

  // How it went, for a minute: who was not looking sees it too.
  function say(what, since) {
    const place = document.getElementById("desk-back");
    place.textContent = place.dataset[what].replace("{0}", length(Date.now() - since));
    setTimeout(() => { place.textContent = ""; }, shownMilliseconds);
  }

  // A desk that is there and knows this browser no more sends it to sign in.
  async function ask() {
    try {
      const answer = await fetch(location.href, { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") {
        loadAnew();
      }
    } catch {
      // It is not there yet.
    }
  }

  // The event does not rise from its element: it is caught on the way down.
  document.addEventListener("components-reconnect-state-changed", ({ detail }) => {
    if (detail.state === "show") {
      lose();
    } else if (detail.state === "hide" && lostAt) {
      find();
    } else if (detail.state === "rejected") {
      loadAnew();
    } else if (detail.state === "retrying" && detail.secondsToNextAttempt === 0 && detail.currentAttempt % askEvery === 0) {
      ask();
    }
  }, true);

  const since = Number(sessionStorage.getItem(key));
  sessionStorage.removeItem(key);
  if (since > 0) {
    say("anew", since);
  }

  Blazor.start({
    circuit: { reconnectionOptions: { maxRetries: mostTries, retryIntervalMilliseconds: (tries) => tries >= mostTries ? null : tries < quickTries ? quickMilliseconds : slowMilliseconds } },
  });
})();
