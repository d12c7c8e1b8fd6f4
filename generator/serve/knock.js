"use strict";
// One connection for all open pages: a browser grants six to a server, and readers open fifty.
const ports = new Set();
const source = new EventSource("/_jianzhu/events");
source.onmessage = () => ports.forEach((port) => port.postMessage("knock"));

onconnect = (event) => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = () => ports.delete(port); // the page says that it goes
};
