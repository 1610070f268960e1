/** What the app does where known bugs can differ; the defaults are the correct app; behaviour.py. */

import { stateText, type Whose } from "./consentUrl";
import type { Answer } from "./answers";
import type { ApiClient } from "./apiClient";
import type { Call, Values } from "./apiShape";
import { type AmoStatus, loadPipelines, loadStatus, type Pipelines } from "./crmAccount";
import { type CallbackLink, judge, type Verdict } from "./deepLink";
import { filterValues, kept, type LeadFilter } from "./leadFilter";
import { type LeadCard, type LeadDetail, leadIds, readLead } from "./leads";
import { isSessionOver, type Login, readLogin, readRenewal } from "./sessionAnswers";
import type { Response } from "./wire";

/** The moments at which the correct app asks the backend again. */
export const REFETCHES = [
  "statusOnCallback",
  "leadsOnCallback",
  "statusOnTabFocus",
  "statusOnAppFocus",
  "leadsOnAppFocus",
] as const;
export type Refetch = (typeof REFETCHES)[number];

/** Every place at once. */
export interface Behaviour {
  readonly refetches: ReadonlySet<Refetch>;
  readonly judge: (link: CallbackLink) => Verdict;
  readonly asksForConsentUrl: boolean;
  readonly stateText: (whose: Whose) => string;
  /** The CRM tab declares its queries before the effect that names them, so that drawing it works. */
  readonly declareTab: () => void;
  readonly readLogin: (call: Call, response: Response) => Login;
  readonly readRenewal: (call: Call, response: Response) => Login;
  readonly isSessionOver: (response: Response) => boolean;
  readonly loadStatus: (api: ApiClient) => Promise<AmoStatus>;
  /** What the CRM tab takes for the status until the first answer; with null it shows that it is asking. */
  readonly firstStatus: AmoStatus | null;
  readonly loadPipelines: (api: ApiClient, call: Call) => Promise<Pipelines>;
  readonly filterValues: (chosen: LeadFilter) => Values;
  readonly afterChoice: (chosen: LeadFilter) => LeadFilter;
  readonly leadIds: (lead: LeadCard) => Values;
  readonly readLead: (answer: Answer, lead: LeadCard) => LeadDetail;
}

export const CORRECT: Behaviour = {
  refetches: new Set(REFETCHES),
  judge,
  asksForConsentUrl: true,
  stateText,
  declareTab: () => undefined,
  readLogin,
  readRenewal,
  isSessionOver,
  loadStatus,
  firstStatus: null,
  loadPipelines,
  filterValues,
  afterChoice: kept,
  leadIds,
  readLead,
};
