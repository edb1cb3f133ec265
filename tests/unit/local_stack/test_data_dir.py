"""The data folder: whose it is, who holds it, what is in it."""

import json
import stat
from pathlib import Path

import pytest

from local_stack.complaint import Complaint
from local_stack.data_dir import (
    FORMAT,
    VERSION_FILE,
    holder,
    load_secrets,
    locked,
    open_data_dir,
    wipe,
    write_atomically,
)


def test_a_new_folder_is_marked_with_its_format(tmp_path: Path) -> None:
    open_data_dir(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / VERSION_FILE).read_text().strip() == str(FORMAT)
    open_data_dir(tmp_path / "a" / "b")


@pytest.mark.parametrize("version", [str(FORMAT + 1), "2.0-beta", ""])
def test_a_folder_of_another_format_is_refused(tmp_path: Path, version: str) -> None:
    (tmp_path / VERSION_FILE).write_text(version)
    with pytest.raises(Complaint, match="newer version"):
        open_data_dir(tmp_path)


def test_other_things_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    folder = open_data_dir(tmp_path)
    load_secrets(folder)
    wipe(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_secrets_are_made_once_and_for_their_user_alone(tmp_path: Path) -> None:
    folder = open_data_dir(tmp_path)
    first = load_secrets(folder)
    assert load_secrets(folder) == first
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    values = [first.odoo_api_key, first.shippo_token, *first.postgres.values()]
    assert len(set(values)) == len(values)


def test_one_process_holds_a_folder(tmp_path: Path) -> None:
    folder = open_data_dir(tmp_path)
    with locked(folder):
        assert holder(folder) is not None
        with pytest.raises(Complaint, match="already running"), locked(folder):
            pass
    assert holder(folder) is None


def test_a_document_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "ready.json"
    write_atomically(target, {"a": 1})
    write_atomically(target, {"a": 2})
    assert json.loads(target.read_text()) == {"a": 2}
    assert list(tmp_path.iterdir()) == [target]
