/** What developers once wrote in single places of the app: the code that its known bugs put in; slips.py. */

import { Answer } from "./answers";
import type { ApiClient } from "./apiClient";
import type { Call, Values } from "./apiShape";
import type { Whose } from "./consentUrl";
import { type AmoStatus, loadPipelines, loadStatus, type Pipelines } from "./crmAccount";
import { CallFailed } from "./failures";
import { filterValues, type LeadFilter } from "./leadFilter";
import { asText, type LeadCard, type LeadDetail } from "./leads";
import { asNumber } from "./numbers";
import { type Login, readRenewal } from "./sessionAnswers";
import type { Response } from "./wire";

declare const Buffer: { from(text: string): { toString(encoding: "base64"): string } };

/** Neither a phone nor a browser has a Buffer. */
export function stateByBuffer(whose: Whose): string {
  return Buffer.from(JSON.stringify(whose)).toString("base64");
}

/** `useFocusEffect(… refetchLeads …)` above the `const` that declares it; a minifier would rename a real one. */
export function effectBeforeQueries(): never {
  throw new ReferenceError("Cannot access 'refetchLeads' before initialization");
}

/** `pipelines.map(pipeline => getStages(pipeline.id))`. */
export async function loadStagesOneByOne(api: ApiClient, call: Call): Promise<Pipelines> {
  const loaded = await loadPipelines(api, call);
  for (const pipeline of loaded.choices) {
    if (api.shape.stages !== null) await api.call(api.shape.stages, { pipeline_id: pipeline.id });
  }
  return loaded;
}

/** `?stageId=${stageId}`, whatever stageId is. */
export function undefinedForNothing(chosen: LeadFilter): Values {
  return Object.fromEntries(Object.entries(filterValues(chosen)).map(([name, value]) => [name, value ?? "undefined"]));
}

/** `onClose={() => setPipeline(null)}`, which runs after a choice as well. */
export function resetOnClose(chosen: LeadFilter): LeadFilter {
  return { ...chosen, pipeline: null, stage: null };
}

/** `router.push(`/lead/${lead.id}`)`. */
export function localIdForBoth(lead: LeadCard): Values {
  return { id: lead.id, amo_id: lead.id };
}

/** `lead.guestName`, `lead.guestPhone`: of amoCRM's raw lead only `price` is called so. */
export function readAsInTheList(answer: Answer): LeadDetail {
  return {
    name: asText(answer.at("data.lead.guestName")) ?? "",
    phone: asText(answer.at("data.lead.guestPhone")),
    price: asNumber(answer.at("data.lead.price")),
  };
}

/** Nobody looks at the status; what isn't in the answer is kept as the word that JavaScript makes of it. */
export function anyLogin(call: Call, response: Response): Login {
  let token: unknown;
  try {
    token = new Answer(call, response).read("token");
  } catch (failure) {
    if (!(failure instanceof CallFailed)) throw failure;
  }
  return { token: typeof token === "string" ? token : "undefined", refreshToken: null, userId: null };
}

/** `response.data.accessToken`, where axios's own data is meant and the backend's is one level deeper. */
export function renewalAtTheTop(call: Call, response: Response): Login {
  return readRenewal({ ...call, read: { token: "accessToken", refresh_token: "refreshToken" } }, response);
}

/** `if (error.response.status === 401)`. */
export function is401(response: Response): boolean {
  return response.status === 401;
}

/** `catch { return { connected: false } }`. */
export async function statusOrFalse(api: ApiClient): Promise<AmoStatus> {
  try {
    return await loadStatus(api);
  } catch (failure) {
    if (failure instanceof CallFailed) return { connected: false };
    throw failure;
  }
}
