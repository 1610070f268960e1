/** `open?link=`: how the system of a person's computer, which knows no phones, hands a deep link to this phone's page. */

/** How many milliseconds a page that is open has for saying that it takes the link. */
const ANSWER_WITHIN = 400;

interface Message {
  readonly link?: string;
  readonly taken?: string;
  readonly id: string;
}

/** The phone is open: take what is handed over. Of several pages with the same phone the first one takes it. */
export function listen(take: (link: string) => void): void {
  const channel = channelOfThisPhone();
  channel.onmessage = async ({ data: { link, id } }: MessageEvent<Message>) => {
    if (link === undefined || !(await claimed(channel, id))) return;
    channel.postMessage({ taken: link, id } satisfies Message);
    take(link);
  };
}

/** Whether a page of this phone was open and has taken the link. */
export function handOver(link: string): Promise<boolean> {
  const channel = channelOfThisPhone();
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    const answered = (taken: boolean): void => {
      window.clearTimeout(waiting);
      channel.close();
      resolve(taken);
    };
    // A page that is busy or frozen hears of the link later: by then it is this page's.
    const waiting = window.setTimeout(async () => answered(!(await claimed(channel, id))), ANSWER_WITHIN);
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.taken !== undefined && data.id === id) answered(true);
    };
    channel.postMessage({ link, id } satisfies Message);
  });
}

/** Whether the link is this page's, as long as the page is there: it is the first that asks for it. */
function claimed(channel: BroadcastChannel, id: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(`${channel.name} ${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => undefined);
    });
  });
}

/** The link that this page was asked to hand over, if it is such a page. */
export function askedToOpen(): string | null {
  return location.pathname.endsWith("/open") ? (new URLSearchParams(location.search).get("link") ?? "") : null;
}

/** One origin may have several phones, one below each path. */
function channelOfThisPhone(): BroadcastChannel {
  return new BroadcastChannel(new URL(".", location.href).pathname);
}
