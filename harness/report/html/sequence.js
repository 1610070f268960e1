const LANES = ["client", "browser", "backend", "amocrm"];
const DRAWN = new Set(["exchange", "link", "blocked", "page_error"]);
const LEFT = 92;
const LANE = 228;
const RIGHT = 150;
const ROW = 40;
const BAND = 26;
const TOP = 34;
const WIDTH = LEFT + LANE * 3 + RIGHT + 60;
const SIGN = 7.1; // how wide a letter of a label is

function lane(actor) {
  return LEFT + 60 + LANE * Math.max(0, LANES.indexOf(actor));
}

/** Rows from the top down: a band for each step, an arrow for each hop, and its answer where others lie between. */
function rowsOf(steps) {
  const rows = [];
  for (const step of steps) {
    const hops = step.entries.filter((entry) => DRAWN.has(entry.kind));
    if (!hops.length && step.status !== "failed" && step.status !== "not_ended") continue;
    rows.push({ kind: "band", step });
    const events = hops.flatMap((hop) => {
      const inside = hops.some((other) => other !== hop && other.at >= hop.at && other.at <= hop.end);
      const going = { kind: "hop", hop, at: hop.at, returns: !inside };
      return inside ? [going, { kind: "answer", hop, at: hop.end }] : [going];
    });
    rows.push(...events.sort((one, other) => one.at - other.at));
  }
  return rows;
}

function labelOf(hop) {
  if (hop.kind !== "exchange") return hop.text;
  const path = hop.url.replace(/^\w+:\/\/[^/?]*/, "").split("?")[0] || "/";
  return `№${hop.number} ${hop.method} ${path}`;
}

function printsOf(hop) {
  const first = ([kind]) => (kind === "code" ? 0 : 1);
  return Object.entries(hop.prints ?? {}).sort((one, other) => first(one) - first(other)).map(([kind, mark]) => `${kind} ${mark}`).join("  ");
}

function endsOf(hop) {
  if (hop.kind === "exchange") return [hop.caller, hop.callee];
  return hop.kind === "link" ? ["browser", "client"] : ["browser", "browser"];
}

function written(x, y, text, attributes, full) {
  const element = paint("text", { x, y, ...attributes }, text);
  if (full && full !== text) element.append(paint("title", {}, full));
  return element;
}

function arrow(from, to, y, looks) {
  const [start, end] = [lane(from), lane(to)];
  const group = paint("g", { class: looks });
  if (start === end) {
    group.append(paint("path", { d: `M${start} ${y - 5}h26v10h-22`, class: "line" }), head(start, y + 5, -1));
    return group;
  }
  const way = Math.sign(end - start);
  group.append(paint("path", { d: `M${start} ${y}H${end - way * 6}`, class: "line" }), head(end, y, way));
  return group;
}

function head(x, y, way) {
  return paint("path", { d: `M${x} ${y}l${-9 * way} -5v10z`, class: "head" });
}

function bandRow(row, y) {
  const { step } = row;
  const text = `${step.keyword} ${step.text}`;
  return paint(
    "g",
    { class: `band ${step.status}` },
    paint("rect", { x: 0, y: y + 3, width: WIDTH, height: BAND - 6, rx: 4 }),
    written(8, y + 17, `${step.mark} ${shortened(text, 100)}`, {}, text),
  );
}

function hopRow(row, y, scenario) {
  const { hop } = row;
  const [from, to] = endsOf(hop);
  const back = row.kind === "answer";
  const wrong = hop.kind === "exchange" && hop.number === scenario.turn;
  const proves = wrong || scenario.evidence.includes(hop.number);
  const looks = ["hop", hop.kind, back && "back", wrong && "wrong", proves && "proves", hop.status >= 400 || hop.status === 0 ? "refused" : ""];
  const look = looks.filter(Boolean).join(" ");
  const line = y + 27;
  const group = back ? arrow(to, from, line, look) : arrow(from, to, line, look);
  const middle = from === to ? lane(from) + 32 : (lane(from) + lane(to)) / 2;
  const anchor = from === to ? "start" : "middle";
  const status = hop.kind === "exchange" && (back || row.returns) ? ` → ${hop.status || "–"}` : "";
  const mark = wrong ? "✗ " : proves ? "● " : "";
  const room = Math.floor(Math.max(LANE, Math.abs(lane(from) - lane(to))) / SIGN) - status.length - mark.length - 2;
  const label = back ? `№${hop.number}` : shortened(labelOf(hop), room);
  group.append(
    written(middle, line - 5, mark + label + status, { "text-anchor": anchor, class: "label" }, `${labelOf(hop)}${status}`),
  );
  const prints = back ? "" : printsOf(hop);
  if (prints) group.append(written(middle, line + 11, shortened(prints, room + 6), { "text-anchor": anchor, class: "prints" }, prints));
  if (!back) {
    group.append(written(6, line, clock(hop.wall), { class: "clock" }));
    group.append(written(WIDTH - 6, line, accountClock(hop.account_time), { class: "clock", "text-anchor": "end" }));
  }
  if (wrong && (back || row.returns)) {
    group.append(written(WIDTH - 6, line + 12, `✗ ${words.diverges}`, { class: "told", "text-anchor": "end" }));
  }
  return group;
}

/** The diagram of a scenario, or nothing where nobody called anybody. */
function sequence(scenario) {
  const rows = rowsOf(scenario.steps);
  if (!rows.some((row) => row.kind === "hop")) return null;
  const height = TOP + rows.reduce((sum, row) => sum + (row.kind === "band" ? BAND : ROW), 0) + 8;
  const label = scenario.turn ? `№${scenario.turn}: ${words.diverges}.` : "";
  const svg = paint("svg", {
    viewBox: `0 0 ${WIDTH} ${height}`,
    width: WIDTH,
    height,
    role: "img",
    "aria-label": [words.diagram_told, label].filter(Boolean).join(" "),
  });
  svg.append(written(6, 20, words.clock, { class: "clock" }));
  svg.append(written(WIDTH - 6, 20, words.account_clock, { class: "clock", "text-anchor": "end" }));
  for (const actor of LANES) {
    svg.append(paint("path", { d: `M${lane(actor)} ${TOP - 6}V${height}`, class: "lane" }));
    svg.append(written(lane(actor), 20, called(actor), { "text-anchor": "middle", class: "actor" }));
  }
  let y = TOP;
  for (const row of rows) {
    svg.append(row.kind === "band" ? bandRow(row, y) : hopRow(row, y, scenario));
    y += row.kind === "band" ? BAND : ROW;
  }
  return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": words.diagram }, svg);
}
