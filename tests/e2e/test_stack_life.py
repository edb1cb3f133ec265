"""The life of a stack: what it says, what it survives, how it ends."""

import os
import re
import signal
import socket
import stat
import subprocess
from pathlib import Path

import httpx
import psutil
import pytest

from tests.e2e.conftest import MakeStack
from tests.e2e.running_stack import RunningStack, alive, eventually

PROCESSES = {"gateway", "platform", "worker", "agent", "emulators", "postgres"}
pytestmark = pytest.mark.timeout(300)


def family(pid: int) -> list[int]:
    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


def refusal(stack: RunningStack) -> str:
    """What a stack that cannot start says; nothing of it may be left."""
    answer = subprocess.run(stack.command(), capture_output=True, text=True, timeout=60)
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert not stack.ready_file.exists()
    lines = answer.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_the_ready_file_tells_everything(stack: RunningStack) -> None:
    ready = stack.read_ready_file()
    assert set(ready["pids"]) == PROCESSES
    assert all(alive(pid) for pid in ready["pids"].values())
    for name in ("agent", "platform", "local"):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", ready[name])
    assert set(ready["dynamodb"]) == {"url", "table"}
    assert set(ready["odoo"]) == {"url", "database", "api_key"}
    assert set(ready["zendesk"]) == {"url", "email", "api_token", "webhook_secret"}
    assert set(ready["shippo"]) == {"url", "token", "webhook_secret"}
    assert set(ready["bedrock"]) == {"url"}
    assert Path(ready["data_dir"]).is_dir()
    assert stack.sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == [(True,)]
    with stack.client() as client:
        for page in (ready["widget"], ready["workbench"], ready["base"] + "/local/"):
            assert client.get(page).status_code == 200


def test_logs_are_json_lines_one_file_a_process(stack: RunningStack) -> None:
    written = {path.stem for path in Path(stack.ready["log_dir"]).glob("*.jsonl") if path.stat().st_size}
    assert {"agent", "platform", "postgres", "brightthread"} <= written


def test_secrets_are_readable_by_their_user_alone(stack: RunningStack) -> None:
    data = Path(stack.ready["data_dir"])
    secret = [data / "secrets.json", data / "stack.json", *(data / "keys").glob("*.pem")]
    assert len(secret) >= 3
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in secret)


def test_only_the_two_services_and_the_local_pages_are_routed(stack: RunningStack) -> None:
    with stack.client() as client:
        for path in ("/health", "/ready", "/metrics", "/json/2/sale.order/search_read", "/_emulator/requests"):
            assert client.get(path).status_code == 404
        assert client.get("/platform/openapi.json").status_code == 200
        assert client.get("/agent/openapi.json").status_code == 200


@pytest.mark.parametrize("name", sorted(PROCESSES - {"postgres"}))
def test_a_killed_process_is_started_again(stack: RunningStack, name: str) -> None:
    before = stack.kill_service(name)
    eventually(lambda: stack.read_ready_file()["pids"].get(name, before) != before, 5)
    eventually(lambda: _answers(stack), 90)


def _answers(stack: RunningStack) -> bool:
    try:
        with stack.client() as client:
            codes = [client.get(f"{stack.ready[name]}/ready").status_code for name in ("platform", "agent")]
            return codes == [200, 200] and client.get("/local/users").status_code == 200
    except httpx.TransportError:
        return False


def test_data_survives_a_restart_and_nothing_is_left_after_a_stop(make_stack: MakeStack) -> None:
    stack = make_stack()
    stack.start()
    conversation = stack.conversation("u-ana", "BT-1001").conversation_id
    version = stack.get("u-ana", "/platform/v1/orders/BT-1001")["version"]
    processes = [stack.pid, *family(stack.pid)]
    assert stack.stop() == 0
    assert not any(alive(pid) for pid in processes)
    assert not stack.ready_file.exists()
    stack.start()
    assert stack.get("u-ana", f"/agent/v1/conversations/{conversation}")["conversation_id"] == conversation
    assert stack.get("u-ana", "/platform/v1/orders/BT-1001")["version"] == version
    assert stack.odoo("sale.order", "search_read", domain=[["client_order_ref", "=", "BT-1001"]], fields=["name"])


def test_nothing_is_left_when_the_parent_is_killed_and_it_starts_again(make_stack: MakeStack) -> None:
    stack = make_stack()
    stack.start()
    processes = family(stack.pid)
    assert len(processes) >= len(PROCESSES)
    stack.stop(signal.SIGKILL)
    eventually(lambda: not any(alive(pid) for pid in processes), 20)
    assert not stack.ready_file.exists()
    stack.start()
    assert stack.get("u-ana", "/platform/v1/orders/BT-1001")["order_id"] == "BT-1001"


def test_an_interrupt_while_starting_leaves_nothing(make_stack: MakeStack) -> None:
    stack = make_stack()
    process = subprocess.Popen(stack.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    eventually(lambda: len(family(process.pid)) >= 2)
    processes = family(process.pid)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert not any(alive(pid) for pid in processes)
    stack.start()


def test_a_watcher_who_does_not_read_stops_nothing(make_stack: MakeStack) -> None:
    stack = make_stack()
    reading, writing = os.pipe()
    process = subprocess.Popen(stack.command(), stdout=writing, stderr=subprocess.STDOUT)
    os.close(writing)
    try:
        eventually(stack.ready_file.exists, 120)
        stack.ready = stack.read_ready_file()
        with stack.client() as client:
            for _ in range(300):
                assert client.get("/platform/v1/nothing").status_code in (401, 404)
    finally:
        process.terminate()
        assert process.wait(60) == 0
        os.close(reading)


def test_a_second_stack_on_the_same_folder_is_refused(stack: RunningStack) -> None:
    other = RunningStack(stack.folder.parent / "other")
    other.data_dir = stack.data_dir
    other.ready_file = stack.folder.parent / "other.json"
    assert "A stack is already running on" in refusal(other)


def test_a_taken_port_is_named(make_stack: MakeStack) -> None:
    stack = make_stack()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", stack.port_base + 1))
        taken.listen()
        assert f"port {stack.port_base + 1} (platform)" in refusal(stack)


def test_a_bad_seed_is_refused_before_anything_is_written(make_stack: MakeStack) -> None:
    stack = make_stack("--seed", "pyproject.toml")
    assert "The seed file pyproject.toml is not usable" in refusal(stack)
    assert not stack.data_dir.exists()


def test_a_folder_that_cannot_be_written_is_said(make_stack: MakeStack, tmp_path: Path) -> None:
    stack = make_stack()
    (tmp_path / "file").touch()
    stack.data_dir = tmp_path / "file" / "data"
    assert "cannot be written" in refusal(stack)


def test_a_data_folder_of_a_newer_version_is_refused(make_stack: MakeStack) -> None:
    stack = make_stack()
    stack.data_dir.mkdir()
    (stack.data_dir / "VERSION").write_text("999\n")
    assert "made by a newer version" in refusal(stack)


def test_a_folder_with_strange_things_is_not_taken_over(make_stack: MakeStack) -> None:
    stack = make_stack()
    (stack.data_dir / "postgres").mkdir(parents=True)
    assert "is not BrightThread's" in refusal(stack)
