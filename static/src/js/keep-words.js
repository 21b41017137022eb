// Words being typed stay on this device until the server has them: a closed tab or a dead battery loses nothing.
// They are put back only into an empty box. They go when the next page of the survey shows that the server has taken
// them (an error page does not), and when the family presses "Finish and clear this device".

const PREFIX = "words:";
const SENT = "words-sent";

/** The store, or null where the browser refuses one (private windows, blocked cookies). */
function store() {
  try {
    window.localStorage.setItem(`${PREFIX}?`, "");
    window.localStorage.removeItem(`${PREFIX}?`);
    return window.localStorage;
  } catch (_refused) {
    return null;
  }
}

function keep(kept, key, words) {
  try {
    if (words) kept.setItem(key, words);
    else kept.removeItem(key);
  } catch (_full) {
    // a full store: the words are still in the box
  }
}

/** The words that this tab sent just before this page came: their keys, told once. */
function justSent() {
  const keys = (window.sessionStorage.getItem(SENT) || "").split(" ").filter(Boolean);
  window.sessionStorage.removeItem(SENT);
  return keys;
}

/** On a page of the survey the words sent before are with the server, unless their box is here again. */
function forgetSent(page, kept, boxes) {
  const here = boxes.map((box) => box.dataset.keep);
  const sent = justSent().filter((key) => !here.includes(key));
  if (page.querySelector("[data-kept-sent]")) sent.forEach((key) => kept.removeItem(PREFIX + key));
}

export function keepTyping(page) {
  const kept = store();
  if (!kept) return;
  const boxes = Array.from(page.querySelectorAll("textarea[data-keep]"));
  forgetSent(page, kept, boxes);
  page.querySelectorAll("[data-kept-clear]").forEach((place) => {
    place.dataset.keptClear.split(/\s+/).forEach((key) => kept.removeItem(PREFIX + key));
  });
  boxes.forEach((box) => {
    const key = PREFIX + box.dataset.keep;
    if (!box.value) box.value = kept.getItem(key) || "";
    box.addEventListener("input", () => keep(kept, key, box.value));
    if (box.form) box.form.addEventListener("submit", () => window.sessionStorage.setItem(SENT, box.dataset.keep));
  });
}

export function clearDevice(page) {
  const kept = store();
  if (!kept) return;
  page.querySelectorAll("form[data-clear-device]").forEach((form) => {
    form.addEventListener("submit", () => {
      Object.keys(kept)
        .filter((key) => key.startsWith(PREFIX))
        .forEach((key) => kept.removeItem(key));
    });
  });
}
