"""The systems of a run put together: what the mock may reach."""

import dataclasses
from types import SimpleNamespace

import pytest

from harness.proof.catalogue import Switches
from harness.run.rig import Rig
from harness.settings import Settings

ELSEWHERE = "192.0.2.7"  # nobody's


@pytest.mark.parametrize(("url", "refused"), [(f"http://{ELSEWHERE}:9", False), ("http://127.0.0.1:9", True)])
def test_only_a_backend_that_runs_elsewhere_is_told_there(
    monkeypatch: pytest.MonkeyPatch, url: str, refused: bool
) -> None:
    monkeypatch.setattr("harness.run.rig.start_backend", lambda *_, **__: SimpleNamespace(stop=lambda: None))
    settings = Settings()
    rig = Rig(
        dataclasses.replace(settings, backend=dataclasses.replace(settings.backend, url=url)),
        profile=None,
        bugs=Switches((), ()),
    )
    try:
        account = rig.crm.create_account(world="empty", lang="en")
        made = rig.crm.register(name="Widget", redirect_uri=f"http://{ELSEWHERE}:9/cb")
        told = rig.crm._ask("POST", f"/accounts/{account.subdomain}/install", {"client_id": made.client_id})
    finally:
        rig.close()

    assert told["answered"] == 0
    assert ("is not this machine" in str(told["reason"])) is refused
