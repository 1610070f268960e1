"""The client itself, its account, users and pipelines."""

from tests.fidelity.use import Chapter, Use

ACCOUNT = Chapter(
    "The client and its account",
    [
        Use(
            "amo.request",
            "(await amo.request('GET', 'account', params={'with': 'version'}))['version']",
            int,
            "GET account",
        ),
        Use(
            "amo.owns_url",
            "[amo.owns_url(amo.api_url + 'leads'), amo.owns_url('https://elsewhere.example/api/v4/leads')]",
            [True, False],
        ),
        Use(
            "amo.account.get",
            "await amo.account.get(with_=['amojo_id', 'users_groups', 'task_types', 'datetime_settings'])",
            {"id": int, "currency": str, "amojo_id": str, "_embedded": {"task_types": list, "users_groups": list}},
            "GET account",
        ),
        Use("Account.to_api", "(await amo.account.get()).to_api()['current_user_id']", int, "GET account"),
        Use(
            "amo.users.get_page",
            "[user.id for user in await amo.users.get_page(limit=2)] == USERS[:2]",
            True,
            "GET users",
        ),
        Use(
            "Page.has_next",
            "(await amo.users.get_page(limit=2)).has_next, (await amo.users.get_page(2, limit=2)).has_next",
            [True, False],
            ("GET users", "GET users"),
        ),
        Use(
            "amo.users.iterate",
            "[user.id async for user in amo.users.iterate(limit=2)] == USERS",
            True,
            ("GET users",) * 2,
        ),
        Use(
            "amo.users.get",
            "await amo.users.get(admin, with_=['role', 'group'])",
            {"rights": {"is_admin": True}},
            "GET users/{id}",
        ),
        Use(
            "amo.pipelines.list",
            "pipelines = await amo.pipelines.list(); pipelines[0].is_main",
            True,
            "GET leads/pipelines",
        ),
        Use("amo.pipelines.get", "(await amo.pipelines.get(pipelines[0].id)).name", str, "GET leads/pipelines/{id}"),
        Use(
            "amo.pipelines.statuses",
            "[stage.id for stage in await amo.pipelines.statuses(pipelines[0].id)][-2:]",
            [142, 143],
            "GET leads/pipelines/{pipeline_id}/statuses",
        ),
        Use("Pipeline.statuses", "len(pipelines[0].statuses)", 7),
        Use("Pipeline.status", "pipelines[0].status(142).color", "#CCFF66"),
        Use("RateLimiter.rate", "RateLimiter(7).rate", 7.0),
        Use("RateLimiter.acquire", "await RateLimiter(7).acquire()", None),
        Use("RetryPolicy.backoff", "RetryPolicy().backoff(1, random.Random(1))", float),
        Use("amo.aclose", "await AmoCRMClient(auth=auth, base_url=ORIGIN).aclose()", None),
    ],
    world="demo",
)
