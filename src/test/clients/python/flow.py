"""Walks a secret and an entry through the generated Python client."""

import os

from undercroft_api import (
    ApiClient,
    CategoriesApi,
    CategoryDraft,
    Configuration,
    EntriesApi,
    EntryDraft,
    SecretBatch,
    SecretMetadata,
    SecretsApi,
    SecretWrite,
)
from undercroft_api.exceptions import NotFoundException

PATH = "app/db/password"


def walk(secrets: SecretsApi) -> None:
    first = secrets.write_secret(
        PATH, SecretWrite(data={"password": "first"}, metadata=SecretMetadata(tags=["flow"]))
    )
    assert first.created and first.version == 1 and first.expires_at is None, first
    second = secrets.write_secret(PATH, SecretWrite(data={"password": "second"}))
    assert not second.created and second.previous_version == 1, second

    read = secrets.read_secret(PATH)
    assert read.path == PATH and read.data == {"password": "second"}, "read"
    old = secrets.read_secret(PATH, version=1)
    assert old.data == {"password": "first"}, "read version 1"

    listed = secrets.list_secrets(prefix="app/", tag=["flow"], include_metadata=True, limit=10)
    assert listed.total_count == 1 and listed.secrets[0].path == PATH, listed
    assert listed.secrets[0].metadata.tags == ["flow"], listed

    batch = secrets.read_secrets(SecretBatch(paths=[PATH, "app/none"]))
    assert batch.secrets[PATH].version == 2, "batch"
    assert batch.errors["app/none"].code == "secret_not_found", "batch errors"

    described = secrets.read_secret_metadata(PATH)
    assert described.current_version == 2 and described.rotation_policy is None, described

    assert secrets.delete_secret(PATH, permanent=True).permanent, "delete"
    try:
        secrets.read_secret(PATH)
    except NotFoundException as refused:
        assert refused.status == 404 and refused.data.error.code == "secret_not_found", refused
    else:
        raise AssertionError("a deleted secret was read")


def walk_entry(categories: CategoriesApi, entries: EntriesApi) -> None:
    category = categories.create_category(
        CategoryDraft(name="OpenAI", key_type="simple", env_var_name="OPENAI_API_KEY")
    )
    assert category.user_id == "flow" and category.field_definitions is None, category
    entry = entries.create_entry(EntryDraft(category_id=category.id, name="Blog", value="first"))
    assert entry.environment is None, entry
    assert entries.list_entries(category_id=category.id)[0].category.env_var_name == "OPENAI_API_KEY", "list"
    assert entries.reveal_entry(entry.id).value == "first", "reveal"
    categories.delete_category(category.id)
    try:
        entries.reveal_entry(entry.id)
    except NotFoundException as refused:
        assert refused.data.code == "ENTRY_NOT_FOUND", refused
    else:
        raise AssertionError("a deleted entry was revealed")


configuration = Configuration(host=os.environ["UNDERCROFT_URL"], access_token=os.environ["UNDERCROFT_TOKEN"])
with ApiClient(configuration) as client:
    walk(SecretsApi(client))
    walk_entry(CategoriesApi(client), EntriesApi(client))
print("flow complete")
