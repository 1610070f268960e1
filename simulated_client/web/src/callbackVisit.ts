/** One visit to the callback screen: refresh what the connection changed, say so, go on to the CRM tab; callback_screen.py. */

import type { App } from "./app";
import type { CallbackLink, NotConnected, Verdict } from "./deepLink";
import { CallFailed } from "./failures";
import { LEADS, STATUS } from "./queryClient";

/** How many seconds the success stays on the screen. */
const REDIRECT_AFTER = 1;

export class CallbackVisit {
  state: "connecting" | "success" | NotConnected = "connecting";
  private readonly verdict: Verdict;

  constructor(
    private readonly app: App,
    link: CallbackLink,
  ) {
    this.verdict = app.behaviour.judge(link);
    // After the fetches that the app's coming to the front has begun.
    app.clock.callLater(0, () => void this.handle());
  }

  /** It exchanges a code only where the link's judge, a bug, says so. */
  private async handle(): Promise<void> {
    if (this.verdict.is === "not connected") {
      this.show(this.verdict);
    } else if (this.verdict.is === "exchange" && !(await this.exchanged(this.verdict.code))) {
      this.show({ is: "not connected", reason: "exchange_failed", missingCode: false });
    } else {
      const { refetches } = this.app.behaviour;
      if (refetches.has("statusOnCallback")) await this.app.invalidate(STATUS);
      if (refetches.has("leadsOnCallback")) await this.app.invalidate(LEADS);
      this.show("success");
      this.app.clock.callLater(REDIRECT_AFTER, () => this.app.openCrm());
    }
  }

  private async exchanged(code: string): Promise<boolean> {
    const call = this.app.api.shape.exchange_code;
    if (call === null) return false;
    try {
      await this.app.line.run(() => this.app.api.call(call, { code }));
      return true;
    } catch (failure) {
      if (failure instanceof CallFailed) return false;
      throw failure;
    }
  }

  private show(state: CallbackVisit["state"]): void {
    this.state = state;
    this.app.changed();
  }
}
