// Service worker: shows a push notification of the portal, one sentence that names nobody. A tap
// opens the portal's start page.
addEventListener("push", (event) => {
  const words = event.data ? event.data.text() : "";
  event.waitUntil(self.registration.showNotification(words, { tag: "new", icon: "/icon.svg" }));
});
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow("/"));
});
