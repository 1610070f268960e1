"""Tokens, the account, users."""

from tests.fidelity.clients.amotop.words import API
from tests.fidelity.use import Chapter, Use

TOKEN = "POST /oauth2/access_token"


TOKENS = Chapter(
    "Tokens, account, users",
    [
        Use(
            "AmoService.exchangeCode",
            "pair = await service.exchangeCode(ADDRESS, {...own, code: CODES.pop()})",
            {"token_type": "Bearer", "expires_in": 86400, "access_token": str, "refresh_token": str},
            TOKEN,
        ),
        Use(
            "AmoService.exchangeAccessToken",
            "await service.exchangeAccessToken(ADDRESS, {...own, refresh_token: pair.refresh_token})",
            {"token_type": "Bearer", "access_token": str, "refresh_token": str},
            TOKEN,
        ),
        Use(
            f"{API}.getAccount",
            "await amo.getAccount({amojoId: true, amojoRights: true, version: true, driveUrl: true,"
            " isApiFilterEnabled: true, usersGroups: true, taskTypes: true})",
            {
                "id": int,
                "amojo_id": str,
                "version": int,
                "drive_url": str,
                "is_api_filter_enabled": bool,
                "_embedded": {"amojo_rights": dict, "users_groups": list, "task_types": list},
            },
            "GET account",
        ),
        Use(
            f"{API}.getUsers",
            "(await amo.getUsers())._embedded.users.map((user) => user.amojo_id)",
            [str, str, str],
            "GET users",
        ),
        Use(
            f"{API}.getUserById",
            "await amo.getUserById(USERS[0])",
            {"rights": {"is_admin": True}, "amojo_id": str},
            "GET users/{id}",
        ),
        Use(f"{API}.getUrl", "await amo.getUrl('/api/v4/leads', {params: {limit: 1}})", {"_page": 1}, "GET leads"),
    ],
    world="demo",
)
