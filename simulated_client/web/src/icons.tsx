/** The app's signs, drawn in the colour of the words beside them; nobody needs to hear them read out. */

const PATHS = {
  home: "M4 11.5 12 4l8 7.5M6 10v9h4v-5h4v5h4v-9",
  crm: "M5 5h14v14H5zM5 10h14M10 10v9",
  back: "M15 5l-7 7 7 7",
  reload: "M19 8a8 8 0 1 0 1 5M19 3v5h-5",
  filter: "M4 6h16M7 12h10M10 18h4",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  good: "M6 12.5l4 4 8-9",
  bad: "M7 7l10 10M17 7L7 17",
  search: "M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15.5 15.5L20 20",
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** The app's own mark. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 64 64" width="64" height="64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="16" className="logo-ground" />
      <path d="M16 34 32 20l16 14M22 32v14h20V32M29 46v-8h6v8" fill="none" stroke="#fff" strokeWidth="4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** How something has ended, large. */
export function Mark({ is }: { readonly is: "good" | "bad" }) {
  return (
    <div className={`mark ${is}`}>
      <Icon name={is} />
    </div>
  );
}
