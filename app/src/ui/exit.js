// Quick exit: cover the page at once, end the session, and replace this page in the history with
// the neutral site. Without JavaScript, the form ends the session and redirects there.
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
})();
