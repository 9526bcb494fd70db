// Quick exit: cover the page at once, end the session, and replace this page in the history with
// the neutral site. Without JavaScript, the form ends the session and redirects there.
(() => {
  const form = document.getElementById("exit");
  const leave = (event) => {
    event.preventDefault();
    const cover = document.createElement("div");
    cover.className = "cover";
    document.body.append(cover);
    document.title = "";
    const go = () => location.replace(form.dataset.to);
    fetch("/exit", { method: "POST", redirect: "manual", keepalive: true }).then(go, go);
    setTimeout(go, 900);
  };
  if (form) form.addEventListener("submit", leave);
  // After leaving, the back button must not show the page from the back/forward cache.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
