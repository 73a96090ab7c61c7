// The picture of a demo in the browser: shows what the kernel drew, and tells the kernel what was done to it.
// One message is under way at a time. What happens meanwhile is merged, so that a slow kernel drops frames and queues none.

const SPACE = [1600, 900];
const PATIENCE = 15000; // ms; a kernel that was restarted never answers
// Jupyter's servers hold a small packet back until the browser has acknowledged the one before, which it puts off for 40 ms,
// unless it has something to send itself.
const NUDGES = [5, 12, 20]; // ms
const COMMANDS = { " ": "play", ".": "step", r: "reset" };

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "course-demo";
  root.innerHTML =
    `<svg viewBox="0 0 ${SPACE.join(" ")}" tabindex="0" role="application"></svg><p role="status" aria-live="polite"></p>`;
  el.append(root);
  const [svg, line] = root.children;
  const stops = [followTheme(root)];

  let underWay = null; // the frame that the kernel will answer with, and since when
  const waiting = [];

  function send(message) {
    if (underWay && performance.now() - underWay < PATIENCE) return merge(message);
    underWay = performance.now();
    model.send(message);
    for (const wait of NUDGES) setTimeout(() => underWay && model.send({ kind: "nudge" }), wait);
  }

  function merge(message) {
    const last = waiting[waiting.length - 1];
    const again = last && last.kind === message.kind && !["press", "release"].includes(message.kind);
    if (again) waiting.pop();
    if (waiting.length < 16) waiting.push(message);
  }

  function answered() {
    underWay = null;
    if (waiting.length) send(waiting.shift());
  }

  function show() {
    svg.innerHTML = model.get("picture");
    line.textContent = model.get("line");
    svg.setAttribute("aria-label", `${model.get("title")}: ${model.get("line")}`);
  }

  // The mouse, or a finger

  function place(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  }

  let held = false;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = true;
    svg.setPointerCapture(event.pointerId);
    svg.focus({ preventScroll: true });
    send({ kind: "press", ...place(event) });
  });
  svg.addEventListener("pointermove", (event) => {
    if (held) send({ kind: "drag", ...place(event) });
    else if (model.get("hovers")) send({ kind: "hover", ...place(event) });
  });
  for (const end of ["pointerup", "pointercancel"])
    svg.addEventListener(end, () => {
      if (held) send({ kind: "release" });
      held = false;
    });

  // Keys; Lab has shortcuts of its own for letters, so ours go no further

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const ours = model.get("heeded").includes(event.key);
    if (ours) send({ kind: "key", key: event.key });
    else if (event.key in COMMANDS) send({ kind: COMMANDS[event.key] });
    if (event.key !== "Tab" && event.key !== "Escape") event.stopPropagation();
    if (ours || event.key in COMMANDS) event.preventDefault();
  });

  // Playing: a tick goes out only once the one before is drawn

  let timer = null;
  function keepTime() {
    clearInterval(timer);
    timer = model.get("playing") ? setInterval(() => underWay || send({ kind: "tick" }), model.get("pause")) : null;
  }

  const listeners = { "change:picture": show, "change:line": show, "change:frame": answered, "change:playing": keepTime, "change:pause": keepTime };
  for (const [name, listener] of Object.entries(listeners)) model.on(name, listener);
  show();
  keepTime();
  for (const still of document.querySelectorAll(`.course-demo-still[data-demo="${model.get("name")}"]`)) still.hidden = true;

  return () => {
    clearInterval(timer);
    for (const [name, listener] of Object.entries(listeners)) model.off(name, listener);
    for (const stop of stops) stop();
  };
}

// JupyterLab and Voilà say on the body which theme they have; elsewhere the system's wish counts.
function followTheme(root) {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  function follow() {
    const told = document.body.dataset.jpThemeLight;
    const isDark = told ? told === "false" : document.body.classList.contains("theme-dark") || (!document.body.className.includes("theme-") && dark.matches);
    root.dataset.theme = isDark ? "dark" : "light";
  }
  const observer = new MutationObserver(follow);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
  dark.addEventListener("change", follow);
  follow();
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", follow);
  };
}

export default { render };
