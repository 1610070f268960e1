/** The app's HTTP client: adds the JWT, renews it once when it is over, turns answers into values or failures; api_client.py. */

import { type Answer, accepted, messageOf } from "./answers";
import { type ApiShape, type Call, filledBody, filledPath, type Values } from "./apiShape";
import type { Behaviour } from "./behaviour";
import { CallFailed, ConnectionFailed, SessionLost } from "./failures";
import type { Session } from "./session";
import type { Response, Send } from "./wire";

/** Calls the backend in the name of the person who is signed in. */
export class ApiClient {
  private renewing: Promise<boolean> | null = null;

  constructor(
    private readonly transport: Send,
    readonly shape: ApiShape,
    readonly session: Session,
    private readonly behaviour: Pick<Behaviour, "readLogin" | "readRenewal" | "isSessionOver">,
    private readonly onSessionLost: (reason: string) => void,
  ) {}

  /** Log in and keep the session. */
  async signIn(email: string, password: string): Promise<void> {
    const call = this.shape.sign_in;
    const login = this.behaviour.readLogin(call, await this.send(call, { email, password }, null));
    this.session.open(login.token, login.refreshToken, login.userId);
  }

  /** Make the call; a JWT that is over is renewed once, and the person signed out if that doesn't help. */
  async call(call: Call, values: Values = {}): Promise<Answer> {
    const { token } = this.session;
    let response = await this.send(call, values, token);
    if (!this.behaviour.isSessionOver(response) || !this.session.signedIn) return accepted(call, response);
    // Requests that were out together find the JWT renewed by the first of them.
    if (this.session.token !== token || (await this.renewed())) {
      response = await this.send(call, values, this.session.token);
      if (!this.behaviour.isSessionOver(response)) return accepted(call, response);
    }
    const failure = new SessionLost(response.status, messageOf(response));
    if (this.session.signedIn) {
      this.session.close();
      this.onSessionLost(failure.reason);
    }
    throw failure;
  }

  private renewed(): Promise<boolean> {
    this.renewing ??= this.refresh().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async refresh(): Promise<boolean> {
    const call = this.shape.refresh;
    if (call === null) return false;
    try {
      const response = await this.send(call, { refresh_token: this.session.refreshToken }, null);
      const login = this.behaviour.readRenewal(call, response);
      this.session.renew(login.token, login.refreshToken);
      return true;
    } catch (failure) {
      // No answer says nothing about the session, so the person stays signed in.
      if (failure instanceof CallFailed && !(failure instanceof ConnectionFailed)) return false;
      throw failure;
    }
  }

  private send(call: Call, values: Values, token: string | null): Promise<Response> {
    const body = filledBody(call, values);
    const headers: Record<string, string> = { Accept: "application/json" };
    if (body !== null) headers["Content-Type"] = "application/json";
    if (token !== null) headers["Authorization"] = `Bearer ${token}`;
    return this.transport({ method: call.method, path: filledPath(call, values), headers, body });
  }
}
