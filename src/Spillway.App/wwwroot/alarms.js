// Title and sound of the alarms. Whether the sound is on is remembered in this browser alone.
const key = "spillway-alarm-sound";
const repeatMilliseconds = 15000;
let count = 0;
let critical = 0;
let heard = 0;
let audio = null;
let timer = 0;
let isDue = false;

export function isOn() {
  return localStorage.getItem(key) === "on";
}

// On, and not let sound yet: the page says so.
function confess() {
  document.documentElement.classList.toggle("alarm-mute", isOn() && !isAwake());
}

export function turn(on) {
  localStorage.setItem(key, on ? "on" : "off");
  if (on) {
    sound(() => true);
  }
  beat();
  confess();
  return on;
}

// A browser lets a page sound only after somebody has touched it.
export function isAwake() {
  return audio !== null && audio.state === "running";
}

// waiting: alarms that nobody knows of; urgent: those of them that sound again and again; newest: grows with each new one that sounds.
export function show(waiting, urgent, newest) {
  const isNew = newest > heard && heard >= 0;
  count = waiting;
  critical = urgent;
  heard = newest;
  retitle();
  // A page that was loaded anew sounds by itself where the browser still knows of a touch.
  if (isOn()) {
    wake();
  }
  if (isNew && waiting > 0 && isOn()) {
    sound(() => count > 0);
  }
  beat();
  confess();
}

// A beat that goes on is let go on: what else becomes of the alarms does not put it off.
function beat() {
  const isWanted = critical > 0 && isOn();
  if (isWanted === (timer !== 0)) {
    return;
  }
  clearInterval(timer);
  timer = isWanted ? setInterval(tone, repeatMilliseconds) : 0;
}

function wake() {
  if (audio === null) {
    audio = new AudioContext();
    audio.addEventListener("statechange", confess);
  }
  return audio.state === "running" ? Promise.resolve() : audio.resume();
}

// A browser takes a moment to let a page sound, or waits for a touch: then it sounds once, if there is still something to say.
async function sound(isWanted) {
  if (isDue) {
    return;
  }
  isDue = true;
  try {
    await wake();
  } finally {
    isDue = false;
  }
  if (isOn() && isWanted()) {
    tone();
  }
}

function tone() {
  if (audio === null || audio.state !== "running") {
    return;
  }
  for (const [start, pitch] of [[0, 880], [0.22, 660], [0.44, 880]]) {
    const voice = audio.createOscillator();
    const level = audio.createGain();
    const at = audio.currentTime + start;
    voice.frequency.value = pitch;
    level.gain.setValueAtTime(0, at);
    level.gain.linearRampToValueAtTime(0.3, at + 0.02);
    level.gain.linearRampToValueAtTime(0, at + 0.18);
    voice.connect(level).connect(audio.destination);
    voice.start(at);
    voice.stop(at + 0.2);
  }
}

function retitle() {
  const bare = document.title.replace(/^\(\d+\) /, "");
  const wanted = count > 0 ? `(${count}) ${bare}` : bare;
  if (document.title !== wanted) {
    document.title = wanted;
  }
}

new MutationObserver(retitle).observe(document.head, { childList: true, subtree: true, characterData: true });
for (const touch of ["pointerdown", "keydown"]) {
  addEventListener(touch, () => { if (isOn()) { wake(); } });
}
