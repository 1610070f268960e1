/** What the app asks about the connected amoCRM account: whether there is one, and its pipelines; crm_account.py. */

import { quoted, readPath } from "./answers";
import type { ApiClient } from "./apiClient";
import type { Call } from "./apiShape";
import { WrongShape } from "./failures";
import type { Pipeline } from "./leadFilter";

/** The backend's word on the connection; null and a missing value count as not connected. */
export interface AmoStatus {
  readonly connected: boolean | null;
}

/** How many pipelines and stages were loaded, and those that the list of leads can be narrowed to. */
export interface Pipelines {
  readonly pipelines: number;
  readonly stages: number;
  readonly choices: readonly Pipeline[];
}

/** Ask whether amoCRM is connected; any value but null is judged by truthiness. */
export async function loadStatus(api: ApiClient): Promise<AmoStatus> {
  const connected = (await api.call(api.shape.status)).read("connected");
  return { connected: connected === null ? null : Boolean(connected) };
}

/** Load the pipelines with the stages embedded in them. */
export async function loadPipelines(api: ApiClient, call: Call): Promise<Pipelines> {
  const items = (await api.call(call)).read("items");
  if (!Array.isArray(items)) throw new WrongShape(`${call.path} has no list at ${quoted(call.read["items"])}`);
  const stages = items.flatMap((item) => stagesOf(call, item));
  return { pipelines: items.length, stages: stages.length, choices: items.flatMap((item) => choice(call, item)) };
}

/** A pipeline with a name and a number, and of its stages those that have both. */
function choice(call: Call, item: unknown): Pipeline[] {
  const stages = stagesOf(call, item).flatMap((each) => named(call, "stage_id", "stage_name", each));
  return named(call, "id", "name", item).map((known) => ({ ...known, stages }));
}

function stagesOf(call: Call, item: unknown): unknown[] {
  const stages = readPath(call.read["stages"], item);
  return Array.isArray(stages) ? stages : [];
}

function named(call: Call, idAt: string, nameAt: string, item: unknown): { id: number; name: string }[] {
  const id = readPath(call.read[idAt], item);
  const name = readPath(call.read[nameAt], item);
  return typeof id === "number" && Number.isInteger(id) && typeof name === "string" ? [{ id, name }] : [];
}
