/** What the app says about a failed call. */

import { CallFailed, Refused, WrongShape } from "./failures";
import { text } from "./settings";

export function failureDetail(error: Error): string {
  if (error instanceof WrongShape) return text("error.shape");
  if (error instanceof Refused) {
    return error.status === 403 ? text("error.403") : text("error.server", { status: error.status, message: error.said });
  }
  return error.message;
}

/** What the screen keeps of it. */
export function failureReason(error: Error | null): string | null {
  return error instanceof CallFailed ? error.reason : null;
}
