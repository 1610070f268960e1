// Leads what would open an app to the front, for links that a page's own scripts put together.
(() => {
  "use strict";
  const own = document.currentScript;
  const front = new URL("/.app-link/", own.src).href;
  const stay = new Set(own.dataset.stay.split(" "));

  const led = (link) => {
    const text = String(link).trim();
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text);
    return scheme && !stay.has(scheme[1].toLowerCase()) ? front + text : null;
  };

  const lead = (element, name) => {
    const to = element?.hasAttribute(name) && led(element.getAttribute(name));
    if (to) element.setAttribute(name, to);
  };

  const open = window.open;
  window.open = (link, ...rest) => open.call(window, led(link) ?? link, ...rest);

  const submit = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function () {
    lead(this, "action");
    submit.call(this);
  };

  // Before the page's own listeners, which may stop the event, and after them, since they may make the link only then.
  for (const before of [true, false]) {
    addEventListener(
      "click",
      (event) => lead(event.composedPath().find((node) => ["a", "area"].includes(node.localName)), "href"),
      before,
    );
    addEventListener(
      "submit",
      (event) => {
        lead(event.target, "action");
        lead(event.submitter, "formaction");
      },
      before,
    );
  }

  // location = "app://…" and whatever else: in browsers that tell where a page is about to go.
  window.navigation?.addEventListener("navigate", (event) => {
    const to = led(event.destination.url);
    if (to && event.cancelable) {
      event.preventDefault();
      setTimeout(() => location.assign(to));
    }
  });
})();
