// A long job: how far it is, asked for again and again while somebody looks. The page never goes elsewhere by itself
// (WCAG 3.2.1): when the work has ended a link comes up. Without the script "Look again" does the same.

const EVERY = 2000;

export function followTheJob(document) {
  const ended = document.querySelector("[data-job-ended]");
  if (!ended || !window.fetch || !window.DOMParser) return;
  const progress = () => document.querySelector("[data-job]");

  const show = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const now = page.querySelector("[data-job]");
    if (!now) {
      ended.hidden = false;
      // what only holds while it runs goes, but never from under the reader's focus
      for (const part of [progress(), ...document.querySelectorAll("[data-job-going]")]) {
        part.hidden = !part.contains(document.activeElement);
      }
      return;
    }
    progress().replaceWith(document.importNode(now, true));
    document.title = page.title;
    wait();
  };

  const look = () => {
    if (document.hidden) {
      wait();
      return;
    }
    fetch(progress().dataset.job, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
      .then(show)
      // no network, or refused: the page stays as it is, and "Look again" stands below
      .catch(() => {});
  };

  const wait = () => setTimeout(look, EVERY);
  wait();
}
