function diagnosis(scenario) {
  const told = words.told[scenario.lang] ?? words.told.en;
  const parts = scenario.findings.map((finding) =>
    make(
      "div",
      { class: "finding", lang: scenario.lang },
      make("h4", {}, `${told.cause}: `, make("bdi", {}, finding.title)),
      ...["happened", "why", "change"].map((part) =>
        make("p", {}, make("b", {}, `${told[part]}: `), make("bdi", {}, finding[part])),
      ),
      finding.evidence.length ? make("p", {}, make("b", {}, `${told.evidence}: `), ...evidence(finding.evidence)) : "",
    ),
  );
  const wrong = scenario.steps.find((each) => each.error);
  if (wrong) {
    const said = [make("b", {}, `${told.failed_step}: `), make("bdi", {}, `${wrong.keyword} ${wrong.text}`)];
    parts.push(make("div", { class: "finding wrong-step", lang: scenario.lang }, make("p", {}, ...said), wrongly(wrong)));
  }
  if (scenario.error) parts.push(make("pre", { class: "error", lang: scenario.lang, tabindex: "0" }, scenario.error));
  if (scenario.warnings.length) {
    const list = scenario.warnings.map((text) => make("li", {}, make("bdi", {}, text)));
    parts.push(make("p", { lang: scenario.lang }, make("b", {}, `⚠ ${told.warnings}`)), make("ul", { lang: scenario.lang }, ...list));
  }
  return parts;
}

function wrongly(step) {
  return make("pre", { class: "error", tabindex: "0" }, step.error);
}

function evidence(numbers) {
  return numbers.flatMap((number, index) => {
    const button = make("button", { type: "button", class: "small" }, `№${number}`);
    button.addEventListener("click", () => {
      const exchange = button.closest(".scenario").querySelector(`[data-exchange="${number}"]`);
      if (!exchange) return;
      exchange.open = true;
      exchange.scrollIntoView({ block: "center" });
      exchange.querySelector("summary").focus();
    });
    return index ? [" ", button] : [button];
  });
}

function table(rows) {
  const [top, ...others] = rows;
  return make(
    "div",
    { class: "scrolls", tabindex: "0", role: "region", "aria-label": words.steps },
    make(
      "table",
      { class: "small" },
      make("thead", {}, make("tr", {}, ...top.map((cell) => make("th", { scope: "col" }, make("bdi", {}, cell))))),
      make("tbody", {}, ...others.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, make("bdi", {}, cell)))))),
    ),
  );
}

function step(told, scenario) {
  return make(
    "li",
    { class: `step ${told.status}` },
    make(
      "p",
      {},
      make("span", { class: `mark ${told.status}`, "aria-hidden": "true" }, told.mark),
      make("span", { class: "unseen" }, ` ${words.statuses[told.status] ?? told.status}: `),
      " ",
      make("bdi", { lang: scenario.lang }, make("b", {}, told.keyword), ` ${told.text}`),
      make("span", { class: "soft small" }, ` ${words.line} ${told.line}${told.seconds ? `, ${told.seconds.toFixed(2)} ${words.seconds}` : ""}`),
    ),
    told.table.length ? table(told.table) : "",
    told.docstring ? make("pre", { tabindex: "0" }, told.docstring) : "",
    told.error ? make("div", { lang: scenario.lang }, wrongly(told)) : "",
    ...told.pictures.map(picture),
    ...told.entries.map((entry) => (entry.kind === "exchange" ? exchange(entry, scenario) : happening(entry))),
  );
}

function repeat(scenario) {
  const told = words.told[scenario.lang] ?? words.told.en;
  const chain = () => [make("pre", { tabindex: "0" }, scenario.curl), copyButton(scenario.curl)];
  return make(
    "section",
    { class: "repeat" },
    make("h4", { lang: scenario.lang }, told.repeat),
    make("p", { class: "small" }, words.repeat_told),
    make("pre", { tabindex: "0" }, scenario.command),
    copyButton(scenario.command),
    scenario.curl ? folded({ class: "curl" }, [words.curl_told], chain) : "",
    !scenario.curl && scenario.steps.some((each) => each.entries.length) ? make("p", { class: "cut small" }, `✂ ${words.curl_cut}`) : "",
    ...scenario.traces.map((path) => make("p", { class: "small" }, `${words.trace_told}: `, make("code", {}, `playwright show-trace ${path}`))),
  );
}

/** Everything about a scenario: why, who called whom, its steps with what they caused, and how to see it again. */
function scenarioDetails(scenario) {
  const drawn = sequence(scenario);
  return [
    ...diagnosis(scenario),
    drawn ? make("h4", {}, words.diagram) : make("p", { class: "soft small" }, words.nothing_on_wire),
    drawn ?? "",
    make("h4", {}, words.steps),
    make("ol", { class: "steps" }, ...scenario.steps.map((each) => step(each, scenario))),
    scenario.cut ? make("p", { class: "cut small" }, `✂ ${worded("entries_cut", { count: scenario.cut })}`) : "",
    repeat(scenario),
  ].filter(Boolean);
}
