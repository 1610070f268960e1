/** The phone's secure storage: what the app still knows after the system killed it; session.py. */

export type UserId = string | number | null;

interface Kept {
  readonly token: string;
  readonly refreshToken: string | null;
  readonly userId: UserId;
}

/** The app's own JWT and whose it is. */
export class Session {
  private kept: Kept | null;

  constructor(
    private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
    private readonly key: string,
  ) {
    this.kept = JSON.parse(storage.getItem(key) ?? "null") as Kept | null;
  }

  get token(): string | null {
    return this.kept?.token ?? null;
  }

  get refreshToken(): string | null {
    return this.kept?.refreshToken ?? null;
  }

  get userId(): UserId {
    return this.kept?.userId ?? null;
  }

  /** Whether the app holds a JWT, valid or not. */
  get signedIn(): boolean {
    return this.kept !== null;
  }

  /** Keep what the login answered; a login without a refresh token leaves the JWT to refresh itself. */
  open(token: string, refreshToken: string | null, userId: UserId): void {
    this.keep({ token, refreshToken: refreshToken || token, userId });
  }

  /** Keep what the refresh answered; the old refresh token stays if no new one came. */
  renew(token: string, refreshToken: string | null): void {
    this.keep({ token, refreshToken: refreshToken || this.refreshToken, userId: this.userId });
  }

  /** Have a JWT of nobody's making in its place, and unless it is to be renewable in the refresh token's, too. */
  spoil(renewable: boolean): void {
    if (this.kept === null) return;
    const { token, refreshToken, userId } = this.kept;
    this.keep({ token: unsigned(token), refreshToken: renewable ? refreshToken : refreshToken && unsigned(refreshToken), userId });
  }

  /** Forget the person. */
  close(): void {
    this.kept = null;
    this.storage.removeItem(this.key);
  }

  private keep(kept: Kept): void {
    this.kept = kept;
    this.storage.setItem(this.key, JSON.stringify(kept));
  }
}

/** The same token with another letter at the beginning of its last part, which is a JWT's signature. */
function unsigned(token: string): string {
  const signature = token.lastIndexOf(".") + 1;
  return token.slice(0, signature) + (token.startsWith("A", signature) ? "B" : "A") + token.slice(signature + 1);
}
