"""Tokens, the account and its users."""

from tests.fidelity.use import Chapter, Throws, Use

TOKEN = "POST /oauth2/access_token"


ASKED_FOR = "As it should be: {}."


ROBOT = "An account's maker is 0, amoCRM's robot; the client asks for a user of that id, and there is none."


NO_SUCH = "API v4 has no such method; the manager is the same for every model."


TOKENS = Chapter(
    "Tokens and account",
    [
        Use("TokenManager.init", "tokens.default_token_manager.init(CODES.pop())", None, TOKEN),
        Use(
            "TokenManager.init",
            "tokens.default_token_manager.init('def502')",
            Throws("Exception: "),
            f"{TOKEN} 400",
            why=ASKED_FOR.format("an unknown code is told by amoCRM's own hint"),
        ),
        Use(
            "TokenManager.get_access_token",
            "fresh = tokens.default_token_manager.get_access_token(); fresh.count('.')",
            2,
        ),
        Use(
            "TokenManager.get_access_token",
            "import jwt; kept = tokens.default_token_manager._storage;"
            " kept.save_tokens(jwt.encode({'exp': 1}, 'k' * 32), kept.get_refresh_token());"
            " tokens.default_token_manager.get_access_token() != fresh",
            True,
            TOKEN,
        ),
        Use(
            "MemoryTokensStorage.save_tokens",
            "memory = tokens.MemoryTokensStorage(); memory.save_tokens('a', 'r')",
            None,
        ),
        Use("MemoryTokensStorage.get_access_token", "memory.get_access_token()", "a"),
        Use("MemoryTokensStorage.get_refresh_token", "memory.get_refresh_token()", "r"),
        Use(
            "FileTokensStorage.save_tokens",
            "files = tokens.FileTokensStorage('.'); files.save_tokens('a', 'r')",
            None,
        ),
        Use("FileTokensStorage.get_access_token", "files.get_access_token()", "a"),
        Use("FileTokensStorage.get_refresh_token", "files.get_refresh_token()", "r"),
        Use(
            "BaseInteraction.get_headers", "interaction.BaseInteraction().get_headers()['Authorization'][:7]", "Bearer "
        ),
        Use(
            "BaseInteraction.request",
            "interaction.BaseInteraction().request('get', 'account')",
            [{"id": int}, 200],
            "GET account",
        ),
        Use(
            "AccountInteraction.get",
            "info = account.AccountInteraction().get(include=['version', 'task_types']); info",
            {"version": int, "_embedded": {"task_types": list}},
            "GET account",
        ),
        Use(
            "get_account_info",
            "account.get_account_info()",
            Throws("AttributeError"),
            why="`Manager.get` without an id lists, and `AccountInteraction` (`account.py`) has no `get_all`; nothing is asked.",
        ),
        Use("Account.current_user", "mine = account.Account(data=info); mine.current_user.name", str, "GET users/{id}"),
        *[
            Use(f"Account.{name}", f"mine.{name}", Throws("Wrong status 404"), "GET users/{id} 404", why=ROBOT)
            for name in ("created_by", "updated_by")
        ],
        Use("User.objects.all", "[each.id for each in User.objects.all()] == USERS", True, "GET users"),
        Use("User.objects.get", "User.objects.get(USERS[0]).is_admin", True, "GET users/{id}"),
        Use(
            "User.objects.filter",
            "[each.email for each in User.objects.filter(query=User.objects.get(USERS[1]).email)]",
            [str],
            ("GET users/{id}", "GET users"),
        ),
        Use("UsersInteraction.get_all", "len(list(user.UsersInteraction().get_all()))", 3, "GET users"),
        Use(
            "User.objects.create",
            "User.objects.create(name='Олег', email='oleg@example.com')",
            Throws("ValidationError"),
            "POST users 400",
            why="A user needs a password and rights, which the model has no fields for (`create` takes them as keywords).",
        ),
        Use(
            "User.objects.create",
            "none = {'view': 'D', 'edit': 'D', 'add': 'D', 'delete': 'D', 'export': 'D'};"
            " rights = {'leads': none, 'contacts': none, 'companies': none, 'tasks': {'edit': 'D', 'delete': 'D'}};"
            " User.objects.create(name='Олег', email='oleg@example.com', password='Passw0rd', rights=rights).id",
            int,
            "POST users",
            {"users/{}": {"name": "Олег", "email": "oleg@example.com"}},
        ),
        Use(
            "User.objects.update",
            "User.objects.update(USERS[0], name='Інша')",
            Throws("AmoApiException"),
            "PATCH users/{} 405",
            why=NO_SUCH,
        ),
    ],
    world="demo",
)
