// Quick exit: cover the page at once, end the session, and replace this page in the history with
// the neutral site. Without JavaScript, the form ends the session and redirects there.
// At its end, the box that shows a passphrase, which is too little for a file of its own.
(() => {
  const form = document.getElementById("exit");
  const leave = (event) => {
    event.preventDefault();
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
  if (form) form.addEventListener("submit", leave);
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
