/** What passes between the phone and the backend, as in wire.py. */

export interface Request {
  readonly method: string;
  /** Path and query, relative to the backend. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Response {
  readonly status: number;
  readonly body: ArrayBuffer;
}

/** Rejects with ConnectionFailed when no answer came. */
export type Send = (request: Request) => Promise<Response>;
