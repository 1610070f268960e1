/* The button "connect amoCRM" or "connect Kommo" of a website: it stands where its script stands, and opens the consent
 * page in a window. Where that page is, the address of the script tells. */
(() => {
  "use strict";
  const COLORS = {
    default: "#339DC7", blue: "#1976D2", violet: "#6A1B9A", green: "#388E3C", orange: "#F57F17", red: "#D84315",
  };
  const THEMES = { light: ["#FFFFFF", "#1B1B3A"], dark: ["#1B1B3A", "#FFFFFF"] };
  const KOMMO_TITLES = {
    en: "Sign in with Kommo", es: "Iniciar sesión con Kommo", pt: "Entrar com Kommo", id: "Masuk dengan Kommo",
  };
  const METADATA = ["name", "description", "redirect_uri", "secrets_uri", "logo", "scopes"];
  const WINDOW = "scrollbars, status, resizable, width=750, height=580";

  const isKommo = (script) => script.classList.contains("kommo_oauth");

  const address = (script) => {
    const page = new URL("/oauth", script.src);
    const put = (name, value) => value && page.searchParams.set(name, value);
    if (script.dataset.clientId) put("client_id", script.dataset.clientId);
    else METADATA.forEach((name) => put(name, script.getAttribute(`data-${name}`)));
    put("state", script.dataset.state);
    put("mode", script.dataset.mode || "post_message");
    if (script.dataset.errorCallback) put("origin", location.origin);
    return page;
  };

  const open = (script) => {
    const page = address(script);
    const opened = window.open(page.href, "Предоставить доступ", WINDOW);
    const hear = (event) => {
      if (event.source !== opened || event.origin !== page.origin || !event.data || !event.data.amocrm_oauth) return;
      window.removeEventListener("message", hear);
      const told = window[script.dataset.errorCallback];
      if (typeof told === "function") told(event.data.amocrm_oauth);
    };
    if (script.dataset.errorCallback) window.addEventListener("message", hear);
  };

  const look = (button, script) => {
    const { title, compact, color, theme, locale } = script.dataset;
    const words = title || (isKommo(script) ? KOMMO_TITLES[locale] || KOMMO_TITLES.en : "Авторизоваться через amoCRM");
    const [ground, ink] = isKommo(script) ? THEMES[theme] || THEMES.light : [COLORS[color] || COLORS.default, "#FFFFFF"];
    button.textContent = compact === "true" ? (isKommo(script) ? "K" : "amo") : words;
    button.title = words;
    button.setAttribute("aria-label", words);
    button.style.cssText =
      "padding: 10px 16px; border: 1px solid transparent; border-radius: 4px; font: 600 14px/1.3 sans-serif; cursor: pointer";
    Object.assign(button.style, { backgroundColor: ground, color: ink, borderColor: ink });
  };

  for (const script of document.querySelectorAll("script.amocrm_oauth, script.kommo_oauth")) {
    if (script.dataset.ready) continue; // one of several buttons: its script has run already
    script.dataset.ready = "true";
    const button = document.createElement("button");
    button.type = "button";
    button.className = ["amocrm-oauth", script.dataset.className].filter(Boolean).join(" ");
    look(button, script);
    button.addEventListener("click", () => open(script));
    script.insertAdjacentElement("afterend", button);
  }
})();
