"""The sentences, in Ukrainian, Russian and English; each is one call. The `steps` setting names this package."""

pytest_plugins = [
    "scenarios.steps.accounts",
    "scenarios.steps.worlds",
    "scenarios.steps.people",
    "scenarios.steps.leads",
    "scenarios.steps.app",
    "scenarios.steps.lead_filter",
    "scenarios.steps.session",
    "scenarios.steps.consent",
    "scenarios.steps.callback_page",
    "scenarios.steps.time",
    "scenarios.steps.moods",
    "scenarios.steps.webhooks",
    "scenarios.steps.screen",
    "scenarios.steps.texts",
    "scenarios.steps.lead_list",
    "scenarios.steps.wire",
    "scenarios.steps.deep_link",
    "scenarios.steps.answers",
]
