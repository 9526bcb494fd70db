// Stores what is typed as a draft: each request has a higher number than the one before, so that the
// server never replaces a newer draft with an older one.
(() => {
  const status = document.getElementById("autosave");
  const form = status && status.closest("form");
  if (!form) return;
  const { words, sequence, writing_language: language } = form.elements;
  const typed = () => `${language ? language.value : ""} ${words.value}`;
  let [stored, busy, submitted, timer] = [typed(), false, false, 0];
  const next = () => { sequence.value = Number(sequence.value) + 1; };
  const scheduleStore = (wait) => { clearTimeout(timer); timer = setTimeout(store, wait); };
  const store = async (leaving = false) => {
    const now = typed();
    if (submitted || (busy && !leaving) || now === stored) return;
    busy = true;
    next();
    let ok = false;
    try {
      // `keepalive`, so that the last request outlives the page.
      ({ ok } = await fetch(status.dataset.to, {
        method: "POST", headers: { accept: "application/json" }, keepalive: leaving,
        body: new URLSearchParams(new FormData(form)), signal: AbortSignal.timeout(8000),
      }));
    } catch { /* A dropped line: it is sent again below. */ }
    busy = false;
    if (ok) stored = now;
    status.textContent = ok ? status.dataset.saved : status.dataset.unsaved;
    if (typed() !== stored) scheduleStore(ok ? 700 : 5000);
  };
  form.addEventListener("input", () => scheduleStore(700));
  addEventListener("online", () => scheduleStore(0));
  // Phones close a page in the background without another event.
  document.addEventListener("visibilitychange", () => { if (document.hidden) store(true); });
  form.addEventListener("submit", () => { submitted = true; next(); });
  addEventListener("pageshow", () => { submitted = false; });
  form.addEventListener("click", (event) => {
    const idea = event.target.closest("[data-idea]");
    if (!idea) return;
    event.preventDefault();
    words.value = `${words.value.trimEnd()}\n${idea.textContent.trim()}`.trimStart();
    words.focus();
    scheduleStore(0);
  });
})();
