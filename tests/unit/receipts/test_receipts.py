"""A receipt can be checked by anyone who holds it, and every tampering shows."""

import json
import stat
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given
from hypothesis import strategies as st
from jose import jws
from jose.utils import base64url_encode

from brightthread.contract.canonical import canonical
from platform_service.adapters.receipt_verification import judge, judge_file
from platform_service.adapters.receipts import PUBLIC_KEYS, ReceiptKeyUnusable, ReceiptSigner, load_signer

SIGNER = ReceiptSigner(ec.generate_private_key(ec.SECP256R1()))
RECEIPT: dict[str, Any] = {
    "receipt_id": "rcp_1",
    "change_id": "chg_1",
    "order_id": "BT-1003",
    "issued_at": "2026-11-21T09:00:00.000Z",
    "option": {"price_delta": {"amount": 2994, "currency": "USD"}, "title": "20 × Navy M → L"},
}


def test_signed_receipt_is_genuine() -> None:
    judgement = judge(SIGNER.signed(RECEIPT), SIGNER.jwks())
    assert judgement.genuine
    assert "BT-1003" in judgement.sentence


def test_signature_covers_the_canonical_form() -> None:
    assert jws.verify(SIGNER.sign(RECEIPT), SIGNER.jwks(), ["ES256"]) == canonical(RECEIPT)


def test_order_of_members_does_not_matter() -> None:
    signed = SIGNER.signed(RECEIPT)
    assert judge(dict(reversed(signed.items())), SIGNER.jwks()).genuine


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"order_id": "BT-9"}, "order_id"),
        ({"option": {"price_delta": {"amount": 0, "currency": "USD"}, "title": "20 × Navy M → L"}}, "option"),
        ({"extra": 1}, "extra"),
        ({"issued_at": None}, "issued_at"),
        ({"issued_at": float("nan")}, "issued_at"),
    ],
)
def test_changed_receipts_are_named_with_what_was_changed(change: dict[str, Any], named: str) -> None:
    judgement = judge({**SIGNER.signed(RECEIPT), **change}, SIGNER.jwks())
    assert not judgement.genuine
    assert judgement.sentence == f"This receipt was changed after it was signed: {named}."


def test_left_out_members_are_missed() -> None:
    signed = SIGNER.signed(RECEIPT)
    del signed["option"]
    assert "option" in judge(signed, SIGNER.jwks()).sentence


def test_receipts_of_others_are_refused() -> None:
    other = ReceiptSigner(ec.generate_private_key(ec.SECP256R1()))
    assert "not among the published ones" in judge(other.signed(RECEIPT), SIGNER.jwks()).sentence
    forged = other.jwks()["keys"][0] | {"kid": SIGNER.kid}
    assert judge(SIGNER.signed(RECEIPT), {"keys": [forged]}).sentence == "The signature of this receipt is false."


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_other_algorithms_are_refused(algorithm: str) -> None:
    signed = SIGNER.signed(RECEIPT)
    header = json.dumps({"alg": algorithm, "kid": SIGNER.kid}).encode()
    _, content, signature = signed["jws"].split(".")
    head = jws.sign(b"", "k", algorithm="HS256").split(".")[0] if algorithm == "HS256" else _b64(header)
    assert not judge({**signed, "jws": f"{head}.{content}.{signature}"}, SIGNER.jwks()).genuine


def _b64(data: bytes) -> str:

    return str(base64url_encode(data).decode())


@given(st.text() | st.none() | st.integers() | st.lists(st.text()), st.text() | st.dictionaries(st.text(), st.text()))
def test_no_nonsense_is_genuine(jws_text: Any, keys: Any) -> None:
    assert not judge({**RECEIPT, "jws": jws_text}, {"keys": keys}).genuine
    assert not judge({}, SIGNER.jwks()).genuine


@given(st.integers(0, 10_000), st.sampled_from("AB-_01"))
def test_one_other_character_in_the_signature_is_enough(place: int, char: str) -> None:
    signed = SIGNER.signed(RECEIPT)
    text = signed["jws"]
    place %= len(text)
    if text[place] != char:
        assert not judge({**signed, "jws": text[:place] + char + text[place + 1 :]}, SIGNER.jwks()).genuine


def test_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    key_file = tmp_path / "keys" / "receipt.pem"
    first, second = load_signer(key_file), load_signer(key_file)
    assert first.kid == second.kid
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert sorted(path.name for path in key_file.parent.iterdir()) == ["receipt-keys.json", "receipt.pem"]


def _kid(key_file: Path) -> str:
    return load_signer(key_file).kid


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    with get_context("spawn").Pool(3) as pool:
        assert len(set(pool.map(_kid, [tmp_path / "receipt.pem"] * 6))) == 1


def test_older_public_keys_stay_published(tmp_path: Path) -> None:
    old = load_signer(tmp_path / "receipt.pem")
    receipt = old.signed(RECEIPT)
    private = serialization.load_pem_private_key((tmp_path / "receipt.pem").read_bytes(), None)
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    (tmp_path / "receipt.pem").unlink()
    (tmp_path / "receipt-2026.pub.pem").write_bytes(public)
    new = load_signer(tmp_path / "receipt.pem")
    assert new.kid != old.kid
    assert judge(receipt, new.jwks()).genuine


def test_no_private_number_is_published() -> None:
    assert all("d" not in key for key in SIGNER.jwks()["keys"])


def test_unusable_key_files_are_said(tmp_path: Path) -> None:
    key_file = tmp_path / "receipt.pem"
    wrong = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    for content in (b"", b"nonsense", wrong):
        key_file.write_bytes(content)
        with pytest.raises(ReceiptKeyUnusable, match=r"receipt\.pem"):
            load_signer(key_file)


def test_files_are_judged_in_one_sentence(tmp_path: Path) -> None:
    signer = load_signer(tmp_path / "receipt.pem")
    keys = tmp_path / PUBLIC_KEYS
    receipt, change, broken = tmp_path / "r.json", tmp_path / "c.json", tmp_path / "b.json"
    receipt.write_text(json.dumps(signer.signed(RECEIPT)))
    change.write_text(json.dumps({"change_id": "chg_1", "receipt": signer.signed(RECEIPT)}))
    broken.write_text("{")
    assert judge_file(receipt, keys).genuine
    assert judge_file(change, keys).genuine
    for file in (broken, tmp_path / "missing.json", keys):
        judgement = judge_file(file, keys)
        assert not judgement.genuine
        assert judgement.sentence.endswith(".")
        assert "\n" not in judgement.sentence
