"""The DynamoDB emulator: real client, one database whatever the region, nothing lost when it is killed."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from local_stack.emulators.dynamodb import DynamoDb, unavailable
from local_stack.emulators.faults import Faulty
from tests.integration.local_stack.serving import serving_in_thread
from tests.postgres import free_port

TABLE = "conversations"


def client_at(port: int, region: str = "us-east-1") -> Any:
    return boto3.client(
        "dynamodb",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name=region,
        aws_access_key_id="x",
        aws_secret_access_key="y",
        config=Config(retries={"total_max_attempts": 1}),
    )


@contextmanager
def running(journal: Path) -> Iterator[int]:
    database = DynamoDb(journal)
    database.open()
    port = free_port()
    with serving_in_thread(Faulty(database, unavailable), port):
        yield port
    database.close()


def make_table(client: Any) -> None:
    client.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
    )
    client.update_time_to_live(TableName=TABLE, TimeToLiveSpecification={"Enabled": True, "AttributeName": "ttl"})


def item(key: str, **attributes: Any) -> dict[str, Any]:
    return {"pk": {"S": key}, "sk": {"S": "HEAD"}, **attributes}


def write_in_every_way(client: Any) -> None:
    make_table(client)
    client.put_item(TableName=TABLE, Item=item("put", blob={"B": b"\x00\xff"}))
    client.put_item(TableName=TABLE, Item=item("updated", n={"N": "1"}))
    client.update_item(
        TableName=TABLE,
        Key=item("updated"),
        UpdateExpression="ADD n :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )
    client.put_item(TableName=TABLE, Item=item("deleted"))
    client.delete_item(TableName=TABLE, Key=item("deleted"))
    client.batch_write_item(RequestItems={TABLE: [{"PutRequest": {"Item": item("batch")}}]})
    client.transact_write_items(TransactItems=[{"Put": {"TableName": TABLE, "Item": item("transaction")}}])
    client.put_item(TableName=TABLE, Item=item("expired", ttl={"N": str(int(time.time()) - 60)}))


def test_everything_written_is_there_after_a_restart(tmp_path: Path) -> None:
    journal = tmp_path / "dynamodb.journal"
    for _ in range(2):  # the second time from the compacted journal
        with running(journal) as port:
            client = client_at(port)
            if not client_tables(client):
                write_in_every_way(client)
    with running(journal) as port:
        found = client_at(port).scan(TableName=TABLE)
    items = {each["pk"]["S"]: each for each in found["Items"]}
    assert set(items) == {"put", "updated", "batch", "transaction"}
    assert items["updated"]["n"] == {"N": "2"}
    assert items["put"]["blob"] == {"B": b"\x00\xff"}


def client_tables(client: Any) -> list[str]:
    tables: list[str] = client.list_tables()["TableNames"]
    return tables


def test_a_refused_write_is_not_kept(tmp_path: Path) -> None:
    journal = tmp_path / "dynamodb.journal"
    with running(journal) as port:
        client = client_at(port)
        make_table(client)
        client.put_item(TableName=TABLE, Item=item("kept", n={"N": "1"}))
        with pytest.raises(ClientError, match="ConditionalCheckFailed"):
            client.put_item(
                TableName=TABLE, Item=item("kept", n={"N": "2"}), ConditionExpression="attribute_not_exists(pk)"
            )
    with running(journal) as port:
        assert client_at(port).get_item(TableName=TABLE, Key=item("kept"))["Item"]["n"] == {"N": "1"}


def test_a_line_cut_short_by_a_kill_is_forgotten(tmp_path: Path) -> None:
    journal = tmp_path / "dynamodb.journal"
    with running(journal) as port:
        make_table(client_at(port))
        client_at(port).put_item(TableName=TABLE, Item=item("whole"))
    with journal.open("ab") as file:
        file.write(b'{"table":"conversations","key":{"pk":{"S":"ha')
    with running(journal) as port:
        assert client_at(port).scan(TableName=TABLE)["Count"] == 1


def test_every_region_sees_the_same_tables(tmp_path: Path) -> None:
    with running(tmp_path / "dynamodb.journal") as port:
        make_table(client_at(port, "eu-central-1"))
        assert client_tables(client_at(port, "ap-south-1")) == [TABLE]


def test_counting_up_from_many_sides_loses_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "dynamodb.journal") as port:
        client = client_at(port)
        make_table(client)

        def count() -> None:
            client.update_item(
                TableName=TABLE,
                Key=item("counter"),
                UpdateExpression="ADD n :one",
                ExpressionAttributeValues={":one": {"N": "1"}},
            )

        with ThreadPoolExecutor(8) as pool:
            for done in [pool.submit(count) for _ in range(50)]:
                done.result()
        assert client.get_item(TableName=TABLE, Key=item("counter"))["Item"]["n"] == {"N": "50"}


def test_faults_come_on_demand(tmp_path: Path) -> None:
    with running(tmp_path / "dynamodb.journal") as port:
        url = f"http://127.0.0.1:{port}/_emulator"
        httpx.post(f"{url}/fault", json={"match": "POST /", "times": 1, "fault": {"status": 503}})
        with pytest.raises(ClientError, match="InternalServerError"):
            client_tables(client_at(port))
        assert client_tables(client_at(port)) == []
        assert [entry["status"] for entry in httpx.get(f"{url}/requests").json()] == [503, 200]
