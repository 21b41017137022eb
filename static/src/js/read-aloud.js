// "Read it to me": reads the page's [data-read] parts in order, and what the person typed into a box. It shows only where the device
// has a voice of its own for the page's language (a voice on the network would send the words away), and it never
// starts by itself.

const PAUSE = 250;

/** A voice on this device for the page's language; a voice of the same region first. */
function localVoice(speech, language) {
  const short = language.slice(0, 2).toLowerCase();
  const fitting = speech.getVoices().filter((v) => v.localService && v.lang.slice(0, 2).toLowerCase() === short);
  return fitting.find((v) => v.lang.replace("_", "-").toLowerCase() === "en-gb") || fitting[0];
}

/** What is read for one part: its words, a picture's alternative, or what was typed. */
function wordsOf(part) {
  if (part.matches("textarea, input")) return part.value.trim();
  return (part.dataset.read || part.textContent).replace(/\s+/g, " ").trim();
}

function mark(part, on) {
  if (part) part.classList.toggle("is-read", on);
}

export function readAloud(page) {
  const button = page.querySelector("button[data-read-aloud]");
  const speech = window.speechSynthesis;
  if (!button || !speech || !window.SpeechSynthesisUtterance) return;
  const words = button.querySelector("[data-words]") || button;
  const start = words.textContent;
  let voice;
  let turn = 0;

  const stop = () => {
    turn += 1;
    speech.cancel();
    page.querySelectorAll(".is-read").forEach((part) => mark(part, false));
    words.textContent = start;
  };

  const read = (parts, mine) => {
    if (mine !== turn) return;
    const part = parts.shift();
    if (!part) {
      stop();
      return;
    }
    const said = new SpeechSynthesisUtterance(wordsOf(part));
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = 0.9;
    const next = () => {
      mark(part, false);
      setTimeout(() => read(parts, mine), PAUSE);
    };
    said.onend = next;
    said.onerror = next;
    mark(part, true);
    speech.speak(said);
  };

  const offer = () => {
    voice = localVoice(speech, page.documentElement.lang || "en");
    button.hidden = !voice;
  };

  button.addEventListener("click", () => {
    const reading = words.textContent !== start;
    stop();
    if (reading) return;
    words.textContent = button.dataset.stop || start;
    turn += 1;
    const parts = Array.from(page.querySelectorAll("[data-read], main textarea")).filter(wordsOf);
    read(parts, turn);
  });
  window.addEventListener("pagehide", stop);
  offer();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
}
