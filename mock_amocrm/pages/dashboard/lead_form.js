// The form of a lead, new or known: its name, budget and stage, and a new one's contact.

import { call, of } from "./api.js";
import { button, el, field, select } from "./dom.js";
import { say } from "./texts.js";

/** `changed(lead)`, `gone(id)` and `added()` hear what became of it. */
export function leadForm({ account, changed, gone, added }) {
  const element = el("dialog", { class: "dialog", "data-testid": "lead-form" });

  function open(pipeline, lead = null) {
    const name = el("input", { value: lead?.name ?? "", required: true, autocomplete: "off" });
    const price = el("input", { type: "number", min: "0", value: lead?.price ?? "", inputmode: "numeric" });
    const stages = pipeline.stages.map((stage) => [stage.id, stage.name]);
    const stage = select(stages, { value: String(lead?.status_id ?? entrance(pipeline)) });
    const contact = el("input", { autocomplete: "off" });
    const phone = el("input", { type: "tel", autocomplete: "off" });

    const save = async (event) => {
      event.preventDefault();
      const values = { name: name.value, price: Number(price.value || 0) };
      if (lead) {
        changed(await call("PATCH", of(account, `/leads/${lead.id}`), { ...values, status_id: Number(stage.value) }));
      } else {
        const body = { ...values, pipeline: pipeline.id, status_id: Number(stage.value) };
        if (contact.value) body.contact = { name: contact.value, ...(phone.value ? { phone: phone.value } : {}) };
        await call("POST", of(account, "/leads"), [body]);
        await added();
      }
      element.close();
    };

    const trash = async () => {
      if (!confirm(say("trash_sure", { name: lead.name }))) return;
      await call("DELETE", of(account, `/leads/${lead.id}`));
      gone(lead.id);
      element.close();
    };

    const title = lead ? say("edit_lead", { id: lead.id }) : say("new_lead");
    element.setAttribute("aria-label", title);
    element.replaceChildren(
      el(
        "form",
        { class: "stack", on: { submit: save } },
        el("h3", {}, title),
        field(say("lead_name"), name),
        field(say("budget"), price),
        field(say("stage"), stage),
        ...(lead ? [] : [field(say("contact_name"), contact), field(say("phone"), phone)]),
        el(
          "p",
          { class: "actions" },
          el("button", { class: "first" }, say("save")),
          button(say("cancel"), () => element.close()),
          lead ? button(say("trash"), trash) : null,
        ),
      ),
    );
    element.showModal();
    name.focus();
  }

  return { element, open };
}

/** Where new leads go: the first stage that isn't the one for unsorted leads. */
function entrance(pipeline) {
  return pipeline.stages.find((stage) => !stage.is_incoming)?.id ?? "";
}
