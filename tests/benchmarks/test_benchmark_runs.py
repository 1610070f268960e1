"""Every benchmark runs, at hardly any work, and answers the ratio that it promises; how fast is not asked here."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS, main
from benchmarks.deep_links import PAGES
from benchmarks.figures import Figure, Wanted, over_rounds, ratios
from benchmarks.load import BadAnswer, Order, generate
from benchmarks.server_process import SAME_MOCK_IN_A_FIXTURE, server_process

PROMISED = {
    "gherkin": {"collecting 50 scenarios, 450 sentences", "a step, ours ÷ bare pytest-bdd"},
    "lists": {"waitress ÷ bare Flask, requests/s", "granian ÷ bare Flask, requests/s"},
    "oauth": {"signed in: allow, token (ours) ÷ oauth2-mock-server: authorize, token"},
    "journey": {"scenario ÷ its HTTP calls by bare requests"},
    "browser": {"scenario ÷ a bare Playwright script of its clicks"},
    "deep_links": {f"{way}{tail}" for way in PAGES for tail in ("", ", intercepted")},
    "memory": {
        "worker, before the first token",
        "worker, after the first token",
        "worker, growth over 100 requests",
    },
    "million": {
        "making 20,000 leads",
        "deep page ÷ first page of 1,000, never asked before",
        "deep page ÷ first page of 1,000, right after a write",
        "deep page ÷ first page of 1,000, asked before",
    },
    "startup": set(),
}


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_quick_run_prints_its_method_and_figures_and_writes_them(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    assert main(["--quick", "--json", str(tmp_path / "bench.json"), name]) == 0

    told = capsys.readouterr()
    written = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert written["quick"] is True
    [(found, result)] = written["benchmarks"].items()
    assert found == name
    figures = {figure["name"]: figure for figure in result["figures"]}
    assert {name for name, figure in figures.items() if figure["wanted"]} == PROMISED[name]
    # A step's cost is a difference of two runs, which at hardly any work is lost in their noise.
    measured = [figure for figure in figures.values() if not figure["name"].startswith("a step,")]
    assert all(figure["value"] > 0 for figure in measured if figure["unit"] in ("×", "/s", "ms"))
    assert result["method"].split()[0] in told.out
    assert all(figure in told.out for figure in figures)
    assert told.err.startswith(f"bench: {name} …\n")


def test_an_unknown_benchmark_is_refused_with_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["list"])
    assert stopped.value.code == 2
    assert "did you mean 'lists'?" in capsys.readouterr().err


def test_a_ratio_divides_within_each_round_before_the_median_is_taken() -> None:
    found = ratios("ours ÷ theirs", [10, 100, 30], [10, 50, 10], wanted=Wanted("≥", 2))
    assert (found.value, found.low, found.high, found.unit) == (2, 1, 3, "×")
    assert found.met
    assert over_rounds("late", [5, 1, 9], "ms", wanted=Wanted("≤", 4.9)).met is False
    assert Figure("reported", 1, "ms").met is None


def test_the_load_generator_counts_answers_and_refuses_anything_but_200() -> None:
    with server_process(SAME_MOCK_IN_A_FIXTURE) as server:
        host, port = server.address

        def order(path: str) -> Order:
            return Order(host, port, f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n", connections=3, seconds=0.2)

        seen = generate(order("/_mock/health"))
        assert seen.requests > 3
        assert 0 < seen.median_ms <= seen.p99_ms
        assert 0 < seen.busy <= 1.05
        with pytest.raises(BadAnswer, match="404"):
            generate(order("/_mock/nothing"))
