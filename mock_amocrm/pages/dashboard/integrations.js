// Integrations of the fake, and whether the chosen account has them installed.

import { call, get, of } from "./api.js";
import { button, el, field, table, tell, words } from "./dom.js";
import { copy } from "./entry.js";
import { say } from "./texts.js";

export async function open(place, { account }) {
  const list = el("div", {});
  const made = el("p", { class: "actions", "data-testid": "made" });

  async function show() {
    const [{ integrations }, { installations }] = await Promise.all([
      get("/integrations"),
      account ? get(of(account, "/installations")) : { installations: [] },
    ]);
    const states = new Map(installations.map((each) => [each.client_id, each.state]));
    const heads = [say("name"), "client_id", say("redirect_uri"), say("kind"), say("here"), say("actions")];
    const rows = integrations.reverse().map((each) => row(each, states.get(each.client_id) ?? "none"));
    list.replaceChildren(rows.length ? table(heads, rows, say("view_integrations")) : el("p", { class: "quiet" }, say("none")));
  }

  function row(integration, state) {
    const { client_id: id } = integration;
    const change = (path, after) => async () => {
      after(await call("POST", of(account, path), { client_id: id }));
      await show();
    };
    const install = change("/install", ({ answered, reason }) => tell(`${answered || ""} ${reason}`, { isError: answered >= 400 || !answered }));
    const disable = change("/disable", ({ revoked }) => tell(say("revoked_count", { count: revoked })));
    return [
      words(integration.name),
      el("code", {}, words(id)),
      words(integration.redirect_uri),
      words([integration.kind, integration.account].filter(Boolean).join(" · ")),
      el("span", { class: state === "on" ? "good" : "quiet" }, say(`state_${state}`)),
      el(
        "span",
        { class: "actions" },
        button(say("copy_id"), () => copy(id)),
        el("a", { href: `/oauth?client_id=${encodeURIComponent(id)}`, target: "_blank", rel: "noopener" }, say("consent_page")),
        account ? (state === "on" ? button(say("disable"), disable) : button(say("install"), install)) : null,
      ),
    ];
  }

  const name = el("input", { required: true, autocomplete: "off" });
  const uri = el("input", { type: "url", required: true, autocomplete: "off" });
  const make = async (event) => {
    event.preventDefault();
    const told = await call("POST", "/integrations", { name: name.value, redirect_uri: uri.value });
    event.target.reset();
    made.replaceChildren(
      el("span", {}, words(say("integration_made", { name: told.name }))),
      button(say("copy_id"), () => copy(told.client_id)),
      button(say("copy_secret"), () => copy(told.client_secret), { class: "first" }),
    );
    await show();
  };

  place.append(
    el("h2", {}, say("view_integrations")),
    el(
      "details",
      { class: "maker" },
      el("summary", {}, say("new_integration")),
      el(
        "form",
        { class: "form", "data-testid": "new-integration", on: { submit: make } },
        field(say("name"), name),
        field(say("redirect_uri"), uri),
        el("button", { class: "first" }, say("make")),
      ),
      made,
    ),
    list,
  );
  await show();
}
