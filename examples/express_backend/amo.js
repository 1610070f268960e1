/** amoCRM over axios: tokens of one account, renewed one at a time, and reading with patience. */
import { setTimeout as pause } from "node:timers/promises";
import axios from "axios";
import { refusal } from "./refusal.js";

/** @typedef {{access: string, refresh: string, until: number}} Tokens */

const { AMO_CLIENT_ID, AMO_CLIENT_SECRET, AMO_REDIRECT_URI, AMO_SCHEME = "https" } = process.env;
const ACCOUNT_HOST = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.(amocrm\.ru|amocrm\.com|kommo\.com)$/;
const BUSY = new Set([429, 502, 503, 504]);
const PAUSES = [250, 500, 1000, 2000, 4000]; // milliseconds before asking a busy amoCRM again
const EARLY = 60_000; // a token is renewed that long before it dies

// Nothing of amoCRM's redirects: a token must not follow one to another host.
const http = axios.create({ timeout: 10_000, maxRedirects: 0 });

/** Only such a host may be sent our secret: the callback's `referer` can be anybody's invention. */
export const isAccountHost = (/** @type {string} */ host) => ACCOUNT_HOST.test(host);

/** What a person has connected: an account, its tokens, and the leads that were read from it. */
export class Link {
  /** @type {Tokens} */ #tokens;
  /** @type {Promise<void> | null} */ #renewal = null;
  /** @type {Promise<void>} */ work = Promise.resolve();
  /** @type {Map<number, import("./leads.js").Deal>} */ deals = new Map();
  /** @type {number | null} */ account = null;
  complete = false; // whether `deals` are all that the account has
  dead = false; // amoCRM takes the refresh token no more: only a new consent helps

  /** @param {string} host @param {Tokens} tokens */
  constructor(host, tokens) {
    this.host = host;
    this.#tokens = tokens;
  }

  /** Spend an authorization code. @param {string} host @param {string} code */
  static async open(host, code) {
    return new Link(host, await requestTokens(host, { grant_type: "authorization_code", code }));
  }

  /** Jobs run one after another. After one that failed something may be missing. @param {() => Promise<void>} job */
  queue(job) {
    this.work = this.work.then(job).catch((/** @type {Error} */ error) => {
      this.complete = false;
      console.error(`${this.host}: ${error.message}`);
    });
  }

  /** A page of the API, or null where there is nothing. @param {string} path @param {object} [params] */
  async get(path, params) {
    if (this.dead) throw refusal(409, "connect amoCRM anew");
    if (Date.now() > this.#tokens.until - EARLY) await this.#renew(this.#tokens.access);
    for (let busy = 0, renewed = false; ; ) {
      const { access } = this.#tokens;
      const { status, data } = await http.get(`${AMO_SCHEME}://${this.host}${path}`, {
        params,
        headers: { Authorization: `Bearer ${access}` },
        validateStatus: () => true,
      });
      if (status === 401 && !renewed) {
        renewed = true;
        await this.#renew(access);
      } else if (BUSY.has(status) && busy < PAUSES.length) {
        await pause(PAUSES[busy++]);
      } else {
        if (status === 204) return null;
        if (status === 200 && typeof data === "object") return data;
        throw refusal(502, `amoCRM answered ${status}`);
      }
    }
  }

  /** A refresh token works once: all who need another access token wait for one request. @param {string} used */
  async #renew(used) {
    if (this.#tokens.access !== used) return; // somebody else has renewed it already
    this.#renewal ??= requestTokens(this.host, { grant_type: "refresh_token", refresh_token: this.#tokens.refresh })
      .then(
        (tokens) => void (this.#tokens = tokens),
        (error) => {
          this.dead = [400, 401].includes(error.response?.status);
          throw error;
        },
      )
      .finally(() => (this.#renewal = null));
    await this.#renewal;
  }
}

/** @param {string} host @param {object} grant @returns {Promise<Tokens>} */
async function requestTokens(host, grant) {
  const client = { client_id: AMO_CLIENT_ID, client_secret: AMO_CLIENT_SECRET, redirect_uri: AMO_REDIRECT_URI };
  const { data } = await http.post(`${AMO_SCHEME}://${host}/oauth2/access_token`, { ...client, ...grant });
  if (!data?.access_token) throw new Error("amoCRM's answer holds no token");
  return { access: data.access_token, refresh: data.refresh_token, until: Date.now() + data.expires_in * 1000 };
}
