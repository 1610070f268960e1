"""Parts whose odd cases no request of the API shows clearly: bracket keys, the button's escaping, the HTTP session."""

import socket

import pytest
from bs4 import BeautifulSoup

from reference_backend.callback_page import button, callback_page
from reference_backend.http_session import new_session
from reference_backend.php_form import php_form


@pytest.mark.parametrize(
    ("pairs", "form"),
    [
        ([("leads[add][0][id]", "1")], {"leads": {"add": {"0": {"id": "1"}}}}),
        ([("a[]", "x"), ("a[]", "y")], {"a": {"0": "x", "1": "y"}}),
        ([("a", "1"), ("a[b]", "2")], {"a": "1"}),
        ([("a[b]", "2"), ("a", "1")], {"a": {"b": "2"}}),
        ([("a", "1"), ("a", "2")], {"a": "1"}),
        ([("]a[", "1"), ("", "2"), ("[a]", "3"), ("a[b", "4")], {}),
    ],
)
def test_bracket_keys_become_objects(pairs: list[tuple[str, str]], form: dict[str, object]) -> None:
    assert php_form(pairs) == form


def test_a_link_with_quotes_stays_inside_the_button() -> None:
    link = """my-app://x?a='b'&c="d"\\e</button><script>"""
    soup = BeautifulSoup(callback_page("connected", way_back=button(link)), "html.parser")
    assert soup.find("script") is None
    found = soup.find("button")
    assert found is not None
    escaped = link.replace("\\", "\\\\").replace("'", "\\'").replace("</", "<\\/")
    assert found["onclick"] == f"window.open('{escaped}','_self');return false"
    sent = {str(field["name"]): str(field["value"]) for field in soup.find_all("input")}
    assert sent == {"a": "'b'", "c": '"d"\\e</button><script>'}


def test_a_proxied_connection_sends_small_requests_at_once() -> None:
    adapter = new_session().get_adapter("http://demo.amocrm.ru")
    options = adapter.proxy_manager_for("http://127.0.0.1:1").connection_pool_kw["socket_options"]
    assert (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1) in options
