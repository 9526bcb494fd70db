// Subscribes this browser to push notifications: asks for permission, then posts the push service's
// endpoint and the keys that encrypt the notifications.
(() => {
  const box = document.getElementById("push");
  if (!box || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const form = box.querySelector("form");
  box.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      if (await Notification.requestPermission() !== "granted") throw new Error("not granted");
      await navigator.serviceWorker.register("/notice.js");
      const worker = await navigator.serviceWorker.ready;
      // `atob` does not read the URL-safe alphabet of the key.
      const text = box.dataset.key.replace(/-/g, "+").replace(/_/g, "/");
      const key = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const { endpoint, keys } = (await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON();
      // A form and not `fetch`, so that the answer is a page that says whether it worked. `submit()`
      // fires no submit event, so this listener does not run again.
      form.elements.endpoint.value = endpoint;
      form.elements.key.value = keys.p256dh;
      form.elements.secret.value = keys.auth;
      form.submit();
    } catch {
      box.querySelector("[role=status]").textContent = box.dataset.no;
    }
  });
})();
