// A shared tablet: when nobody has touched it for a while it asks "Still there?", and keeps what is chosen until then.
// Without the script a page of the tablet goes there by itself after a longer while.

const TOUCHES = ["pointerdown", "touchstart", "keydown", "change", "scroll"];

export function askStillThere(document) {
  const part = document.querySelector("[data-idle-to]");
  if (!part) return;
  let timer;
  const leave = () => {
    const form = document.querySelector("form[data-idle]");
    if (!form) {
      window.location.assign(part.dataset.idleTo);
      return;
    }
    const still = document.createElement("input");
    Object.assign(still, { type: "hidden", name: "still", value: "1" });
    form.append(still);
    form.submit();
  };
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(leave, Number(part.dataset.idleSeconds) * 1000);
  };
  for (const touch of TOUCHES) document.addEventListener(touch, again, { capture: true, passive: true });
  again();
}
