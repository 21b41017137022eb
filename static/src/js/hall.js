// The hall: how many have voted, told by the server again and again. Without the script the page is loaded anew.

export function countTheHall(document) {
  const shown = document.querySelector("[data-count-from]");
  if (!shown || !window.EventSource) return;
  const source = new EventSource(shown.dataset.countFrom);
  source.addEventListener("message", (event) => {
    const { voted, words } = JSON.parse(event.data);
    shown.querySelector("b").textContent = voted;
    shown.querySelector("span").textContent = words;
  });
  window.addEventListener("pagehide", () => source.close());
}
