/** Which leads the list shows: of one status, one pipeline or one stage; what isn't chosen isn't asked; lead_filter.py. */

import type { Values } from "./apiShape";

/** The statuses that the app offers beside «all». */
export const STATUSES = ["NEW", "IN_PROGRESS", "CLOSED"] as const;

/** A stage of a pipeline; the closed ones have the same ids in every pipeline. */
export interface Stage {
  readonly id: number;
  readonly name: string;
}

/** A pipeline with its stages, as the window of choice lists them. */
export interface Pipeline {
  readonly id: number;
  readonly name: string;
  readonly stages: readonly Stage[];
}

/** What a person has chosen; a stage brings its pipeline with it. */
export interface LeadFilter {
  readonly status: string | null;
  readonly pipeline: Pipeline | null;
  readonly stage: Stage | null;
}

export const EVERYTHING: LeadFilter = { status: null, pipeline: null, stage: null };

/** Its part of the query's key: another choice is another list. */
export function filterKey(chosen: LeadFilter): string[] {
  return Object.entries(filterValues(chosen)).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
}

/** For the placeholders of the call; null goes out with its parameter. */
export function filterValues(chosen: LeadFilter): Values {
  return {
    status: chosen.status,
    pipeline_id: chosen.pipeline?.id ?? null,
    stage_id: chosen.stage?.id ?? null,
  };
}

/** What stays chosen when the window of choice has closed: what was picked in it. */
export function kept(chosen: LeadFilter): LeadFilter {
  return chosen;
}
