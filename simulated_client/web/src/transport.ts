/** The way to the backend: through this page's host, since a browser's page is subject to CORS and an app is not. */

import { ConnectionFailed } from "./failures";
import type { Request, Response } from "./wire";

/** Says which answer is the host's own: the backend gave none. */
const NETWORK_ERROR = "X-Phone-Network-Error";

export class Relay {
  /** The phone's own network; without it nothing leaves. */
  online = true;

  /** Failures are worded as axios words them. */
  readonly send = async (request: Request): Promise<Response> => {
    if (!this.online) throw new ConnectionFailed("Network Error");
    const { method, headers, body } = request;
    try {
      const answer = await fetch(`./backend${request.path}`, { method, headers, body, cache: "no-store" });
      const failure = answer.headers.get(NETWORK_ERROR);
      if (failure !== null) throw new ConnectionFailed(failure);
      return { status: answer.status, body: await answer.arrayBuffer() };
    } catch (thrown) {
      throw thrown instanceof ConnectionFailed ? thrown : new ConnectionFailed("Network Error");
    }
  };
}
