// Service worker: shows the portal's push notification, one fixed sentence without names or content.
// A tap opens the portal's start page.
addEventListener("push", (event) => {
  const words = event.data ? event.data.text() : "";
  event.waitUntil(self.registration.showNotification(words, { tag: "new", icon: "/icon.svg" }));
});
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow("/"));
});
