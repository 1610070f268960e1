/** How the app reads what the backend says of its session: a login, a renewal, and that it is over; session_answers.py. */

import { accepted, messageOf } from "./answers";
import type { Call } from "./apiShape";
import type { UserId } from "./session";
import type { Response } from "./wire";

/** The app's tokens, and whose they are. */
export interface Login {
  readonly token: string;
  readonly refreshToken: string | null;
  readonly userId: UserId;
}

/** What signing in was answered; a refusal or another shape is a failure. */
export function readLogin(call: Call, response: Response): Login {
  const answer = accepted(call, response);
  const userId = answer.read("user_id");
  return {
    token: answer.readText("token"),
    refreshToken: textOrNull(answer.read("refresh_token")),
    userId: typeof userId === "string" || Number.isInteger(userId) ? (userId as UserId) : null,
  };
}

/** The new tokens. */
export function readRenewal(call: Call, response: Response): Login {
  const answer = accepted(call, response);
  return { token: answer.readText("token"), refreshToken: textOrNull(answer.read("refresh_token")), userId: null };
}

/** Whether the token is no longer good: 401, or the 403 that some backends say it with. */
export function isSessionOver(response: Response): boolean {
  return response.status === 401 || (response.status === 403 && messageOf(response).startsWith("Invalid token"));
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
