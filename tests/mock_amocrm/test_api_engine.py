"""The pure parts of the engine: PHP's query strings, the bounded memory, escapes."""

import json
import random

import pytest

from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.memo import Memo
from mock_amocrm.api_v4.query import Query
from mock_amocrm.api_v4.selection import select
from mock_amocrm.api_v4.tables import LEADS
from mock_amocrm.api_v4.wire import encode
from mock_amocrm.state.store import Store
from mock_amocrm.worlds import load_world


@pytest.mark.parametrize(
    ("raw", "tree"),
    [
        ("a=1&b=", {"a": "1", "b": ""}),
        ("a=1&a=2", {"a": "2"}),
        ("a[]=1&a[]=2", {"a": {"0": "1", "1": "2"}}),
        ("a[x]=1&a[y][z]=2", {"a": {"x": "1", "y": {"z": "2"}}}),
        ("a[0][p]=1&a[0][s]=2&a[1][p]=3", {"a": {"0": {"p": "1", "s": "2"}, "1": {"p": "3"}}}),
        ("a%5Bb%5D%5B%5D=%D1%8F", {"a": {"b": {"0": "я"}}}),
        ("a=1&a[b]=2", {"a": {"b": "2"}}),
        ("a[b]=1&a=2", {"a": "2"}),
        ("a[b=1&]=2&[x]=3", {"a[b": "1", "]": "2", "[x]": "3"}),
    ],
)
def test_a_query_nests_as_in_php(raw: str, tree: object) -> None:
    assert Query(raw).tree == tree


def test_a_query_nested_without_end_is_dropped() -> None:
    assert Query("a" + "[b]" * 5000 + "=1&c=2").tree == {"c": "2"}


def test_the_memory_forgets_the_oldest_once_it_outweighs_the_bound() -> None:
    memo: Memo[str] = Memo(bound=10)
    for number in range(20):
        memo.put(number, str(number), weight=2)
    assert [number for number in range(20) if memo.get(number)] == [15, 16, 17, 18, 19]
    assert memo.put("big", "big", weight=3) == "big"
    assert memo.get("big") is None, "what fills a quarter is not worth forgetting everything else"
    memo.put(19, "again", weight=1)
    assert (memo.get(15), memo.get(19)) == ("15", "again")


def test_the_latest_may_be_kept_whatever_its_weight() -> None:
    memo: Memo[str] = Memo(bound=10, keeps_latest=True)
    memo.put("small", "small", weight=1)
    memo.put("huge", "huge", weight=50)
    assert (memo.get("small"), memo.get("huge")) == (None, "huge")
    memo.put("small", "small", weight=1)
    assert (memo.get("small"), memo.get("huge")) == ("small", None)


def test_every_page_of_a_filtered_list_is_cut_from_one_until_a_row_of_its_kind_changes() -> None:
    account = Store().add_account(load_world("demo").baseline)
    memo: Memo[object] = Memo(bound=1000)

    def rows(raw: str) -> object:
        return select(Call(account=account, user_id=1, origin="http://x", memo=memo, query=Query(raw)), LEADS)

    first = rows("page=1&limit=2&filter[price][from]=1")
    assert rows("limit=3&page=9&filter[price][from]=1&with=contacts") is first
    assert rows("page=1&limit=2&filter[price][from]=2") is not first
    account.put("contacts", [])
    assert rows("page=1&limit=2&filter[price][from]=1") is first
    account.put("leads", [])
    assert rows("page=1&limit=2&filter[price][from]=1") is not first


def test_json_is_ascii_and_says_the_same() -> None:
    chance = random.Random(5)
    letters = "axя€😀\u2028\"\\\u0007é'/<\x7f\ud7ff\uffff\U0010ffff"
    for _ in range(500):
        text = "".join(chance.choices(letters, k=chance.randint(0, 30)))
        encoded = encode({text: [text]})
        assert encoded.isascii()
        assert json.loads(encoded) == {text: [text]}
