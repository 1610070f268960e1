/** The line above the app: the time, the network, the battery. Nobody needs to hear it read out. */

import { useEffect, useState } from "react";

export function StatusBar({ still, online }: { readonly still: boolean; readonly online: boolean }) {
  return (
    <div className="status-bar" aria-hidden="true">
      <Time still={still} />
      <span className="island" />
      <svg viewBox="0 0 62 14" width="62" height="14" fill="currentColor">
        {online ? <path d="M0 9h3v4H0zm5-3h3v7H5zm5-3h3v10h-3zm5-3h3v13h-3z" /> : <path d="M1 1l12 12M13 1L1 13" stroke="currentColor" strokeWidth="2" />}
        <rect x="31" y="1" width="25" height="12" rx="4" fill="none" stroke="currentColor" opacity=".5" />
        <rect x="33" y="3" width="18" height="8" rx="2.5" />
        <path d="M58 5v4a2.4 2.4 0 0 0 0-4z" opacity=".5" />
      </svg>
    </div>
  );
}

/** A driven phone's time stands still, so that two pictures of the same screen are equal. */
function Time({ still }: { readonly still: boolean }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (still) return undefined;
    const id = window.setInterval(() => setNow(new Date()), 10_000);
    return () => window.clearInterval(id);
  }, [still]);
  const shown = still ? "9:41" : `${String(now.getHours())}:${String(now.getMinutes()).padStart(2, "0")}`;
  return <span className="time">{shown}</span>;
}
