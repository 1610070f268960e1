/** The list of leads: every page of it, parsed into cards, and one lead in detail; leads.py. */

import { type Answer, quoted, readPath } from "./answers";
import type { ApiClient } from "./apiClient";
import { type Call, placeholders, type Values } from "./apiShape";
import { WrongShape } from "./failures";
import { asNumber } from "./numbers";

/** One lead as the list shows it; `id` is the backend's own, `amoId` is amoCRM's. */
export interface LeadCard {
  readonly id: string;
  readonly amoId: number | null;
  readonly name: string;
  readonly phone: string | null;
  readonly price: number | null;
  readonly status: string | null;
}

/** One lead as its own screen shows it. */
export interface LeadDetail {
  readonly name: string;
  readonly phone: string | null;
  readonly price: number | null;
}

/** All leads of all pages with these values of the filter; a path without {page} has only one. */
export async function loadLeads(api: ApiClient, chosen: Values): Promise<LeadCard[]> {
  const call = api.shape.leads;
  const cards: LeadCard[] = [];
  for (let page = 1, total = 1; page <= total; page += 1) {
    const answer = await api.call(call, { page, ...chosen });
    const items = answer.read("items");
    if (!Array.isArray(items)) throw new WrongShape(`${call.path} has no list at ${quoted(call.read["items"])}`);
    cards.push(...items.map((item) => card(call, item)));
    if (items.length === 0 || !placeholders(call).has("page")) break;
    total = totalPages(call, answer);
  }
  return cards;
}

/** By what the lead can be asked for: the backend's own id, or amoCRM's where the list says it. */
export function leadIds(lead: LeadCard): Values {
  return { id: lead.id, amo_id: lead.amoId ?? lead.id };
}

/** One lead by itself; what the answer leaves out is taken from the card that was tapped. */
export function readLead(answer: Answer, lead: LeadCard): LeadDetail {
  return {
    name: asText(answer.read("name")) || lead.name,
    phone: asText(answer.read("phone")) ?? lead.phone,
    price: asNumber(answer.read("price")) ?? lead.price,
  };
}

/** A string, or nothing. */
export function asText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function card(call: Call, item: unknown): LeadCard {
  const at = (name: string): unknown => readPath(call.read[name], item);
  const identity = at("id");
  const isObject = item !== null && typeof item === "object" && !Array.isArray(item);
  if (!isObject || !(typeof identity === "string" || Number.isInteger(identity))) {
    throw new WrongShape(`${call.path} has an item without ${quoted(call.read["id"])}`);
  }
  const amoId = asNumber(at("amo_id"));
  return {
    id: String(identity),
    amoId: amoId === null ? null : Math.trunc(amoId),
    name: asText(at("name")) ?? "",
    phone: asText(at("phone")),
    price: asNumber(at("price")),
    status: asText(at("status")),
  };
}

function totalPages(call: Call, answer: Answer): number {
  if (!("total_pages" in call.read)) return 1;
  const total = answer.read("total_pages");
  if (typeof total === "number" && Number.isInteger(total)) return total;
  throw new WrongShape(`${call.path} has no number of pages at ${quoted(call.read["total_pages"])}`);
}
