/** The consent URL that an app builds itself, for a backend that has no call for it; consent_url.py. */

import { CallFailed, ScriptFailed } from "./failures";
import type { UserId } from "./session";

export interface Whose {
  readonly random: string;
  readonly userId: UserId;
}

/** The state says whose code it will be. */
export function ownConsentUrl(
  authorizeUrl: string,
  clientId: string,
  userId: UserId,
  stateOf: (whose: Whose) => string,
): string {
  if (clientId === "") {
    throw new CallFailed("the phone was made without client_id, and this backend has no connect call");
  }
  const query = new URLSearchParams({
    client_id: clientId,
    state: tried(() => stateOf({ random: randomHex(), userId })),
    mode: "popup",
  });
  return `${authorizeUrl}?${query.toString()}`;
}

/** JSON in Base64. */
export function stateText(whose: Whose): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(whose))));
}

function randomHex(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function tried(build: () => string): string {
  try {
    return build();
  } catch (thrown) {
    throw ScriptFailed.from(thrown);
  }
}
