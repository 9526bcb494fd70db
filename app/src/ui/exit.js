// Quick exit: cover the page at once, end the session, and put the neutral site in this page's place in the
// history. Without script the form does the same by a redirect.
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
  // Back after leaving: never show a page that the browser has kept.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
