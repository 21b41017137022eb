// Words being typed stay on this device until the server has them: a closed tab or a dead battery loses nothing.
// They are put back only into an empty box, and they go when the page says that the server has them, or when the
// family presses "Finish and clear this device".

const PREFIX = "words:";

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

export function keepTyping(page) {
  const kept = store();
  if (!kept) return;
  page.querySelectorAll("[data-kept-clear]").forEach((place) => {
    place.dataset.keptClear.split(/\s+/).forEach((key) => kept.removeItem(PREFIX + key));
  });
  page.querySelectorAll("textarea[data-keep]").forEach((box) => {
    const key = PREFIX + box.dataset.keep;
    if (!box.value) box.value = kept.getItem(key) || "";
    box.addEventListener("input", () => keep(kept, key, box.value));
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
