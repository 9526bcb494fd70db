// Quick exit: cover the page at once, end the session, and replace this page in the history with
// the neutral site. Without JavaScript, the form ends the session and redirects there.
// At its end, the box that shows a passphrase, which is too little for a file of its own.
(() => {
  const form = document.getElementById("exit");
  const leave = () => {
    const cover = document.createElement("div");
    cover.className = "exit-overlay";
    document.body.append(cover);
    // The title stays in the tab and in the list of open windows until the other site has loaded.
    document.title = "";
    // `replace`, so that the back button does not lead to this page. `keepalive`, so that the request
    // that ends the session outlives the page. After 900 ms it leaves without waiting for the answer.
    const go = () => location.replace(form.dataset.to);
    fetch("/exit", { method: "POST", redirect: "manual", keepalive: true }).then(go, go);
    setTimeout(go, 900);
  };
  if (form) {
    form.addEventListener("submit", (event) => { event.preventDefault(); leave(); });
    // Three presses of Shift within two seconds leave as well. A press counts only if nothing else
    // is pressed during it and since the one before: for a capital letter Shift is held down with
    // another key, and to mark text with the mouse.
    let alone = false;
    let presses = [];
    const start = (shift) => {
      alone = shift;
      if (!shift) presses = [];
    };
    addEventListener("keydown", (event) => start(event.key === "Shift"), true);
    addEventListener("mousedown", () => start(false), true);
    addEventListener("keyup", (event) => {
      if (event.key !== "Shift" || !alone) return;
      alone = false;
      presses = [...presses, event.timeStamp].slice(-3);
      if (presses.length === 3 && presses[2] - presses[0] < 2000) leave();
    }, true);
    const hint = document.getElementById("exit-shortcut");
    if (hint) hint.hidden = false;
  }
  // After leaving, the back button must not show the page from the back/forward cache.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  for (const box of document.querySelectorAll("[data-shows]")) {
    const field = document.getElementById(box.dataset.shows);
    const show = (visible) => { field.type = visible ? "text" : "password"; };
    box.hidden = false;
    box.addEventListener("change", (event) => show(event.target.checked));
    // Hidden again when it is sent: browsers keep what was typed into a text field, to suggest it.
    field.form.addEventListener("submit", () => show(false));
  }
})();
