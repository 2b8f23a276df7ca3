"""Carries a vault through its life with the official SDK of this API, unchanged.

Environment: VAULT_URL and VAULT_CREDENTIAL. Prints "flow complete" when every step did what it should.
"""

import os
from uuid import uuid4

from inkbox import Inkbox
from inkbox.exceptions import InkboxAPIError
from inkbox.vault.totp import parse_totp_uri
from inkbox.vault.types import APIKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SSHKeyPayload

URL = os.environ["VAULT_URL"]
FIRST_KEY = "First-Vault-Key-01!"
SECOND_KEY = "Second-Vault-Key-02!"
THIRD_KEY = "Third-Vault-Key-03!"


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def refused(status, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except InkboxAPIError as error:
        expect(error.status_code == status, f"{call.__name__} is refused with {error.status_code}, not {status}")
        return
    raise AssertionError(f"{call.__name__} is not refused")


def client(credential, **options):
    return Inkbox(api_key=credential, base_url=URL, **options)


def main():
    inkbox = client(os.environ["VAULT_CREDENTIAL"])
    vault = inkbox.vault
    expect(vault.info() is None, "a vault is there before it is made")
    made = vault.initialize(FIRST_KEY)
    expect(made.recovery_key_count == 4 and len(made.recovery_codes) == 4, "recovery codes are missing")
    refused(409, vault.initialize, FIRST_KEY)
    info = vault.info()
    expect((info.key_count, info.secret_count, info.recovery_key_count) == (1, 0, 4), "the counts are wrong")

    unlocked = vault.unlock(FIRST_KEY)
    totp = parse_totp_uri("otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub")
    login = unlocked.create_secret("login", LoginPayload(password="pä✓", username="alice", totp=totp), description="d")
    others = [
        unlocked.create_secret("api", APIKeyPayload(api_key="k", endpoint="https://api.example")),
        unlocked.create_secret("pair", KeyPairPayload(access_key="a", secret_key="s")),
        unlocked.create_secret("ssh", SSHKeyPayload(private_key="p", passphrase="x")),
        unlocked.create_secret("other", OtherPayload(data="free", notes="n")),
    ]
    expect(len(vault.list_secrets()) == 5, "five secrets are not listed")
    expect(len(vault.list_secrets(secret_type="ssh_key")) == 1, "the list is not filtered")
    expect(unlocked.get_secret(login.id).payload.password == "pä✓", "the password came back changed")
    expect(len(unlocked.get_totp_code(login.id).code) == 6, "there is no one-time code")
    unlocked.remove_totp(login.id)
    expect(unlocked.get_secret(login.id).payload.totp is None, "the one-time code is still there")
    unlocked.set_totp(login.id, totp)
    unlocked.update_secret(login.id, name="renamed", description=None)
    unlocked.update_secret(login.id, payload=LoginPayload(password="second"))
    again = unlocked.get_secret(login.id)
    expect((again.name, again.description, again.payload.password) == ("renamed", None, "second"), "the change is lost")
    unlocked.delete_secret(others[3].id)
    refused(404, unlocked.get_secret, others[3].id)

    identity = inkbox.create_identity("@Robot", vault_secret_ids=str(others[0].id))
    expect(inkbox.get_identity("robot").id == identity.id, "the identity is not found by its handle")
    expect(len(inkbox.list_identities()) == 1, "the identity is not listed")
    rule = vault.grant_access(login.id, identity.id)
    expect(rule.identity_id == identity.id, "the rule names somebody else")
    refused(409, vault.grant_access, login.id, identity.id)
    expect(len(vault.list_access_rules(login.id)) == 1, "the rule is not listed")
    key = inkbox.api_keys.create(label="robot", scoped_identity_id=identity.id)
    expect(key.record.scoped_identity_id == identity.id, "the key is of somebody else")

    robot = client(key.api_key)
    expect(robot.whoami().auth_subtype == "api_key.agent_scoped.claimed", "the robot is no agent")
    seen = robot.vault.unlock(FIRST_KEY)
    expect({secret.name for secret in seen.secrets} == {"renamed", "api"}, "the robot sees other secrets")
    refused(404, seen.get_secret, others[1].id)
    refused(403, robot.vault.initialize, FIRST_KEY)
    by_identity = vault.unlock(FIRST_KEY, identity_id=identity.id)
    expect({secret.name for secret in by_identity.secrets} == {"renamed", "api"}, "the identity is not heeded")
    mine = robot.get_identity("robot").create_secret("of the robot", OtherPayload(data="mine"))
    expect(robot.vault.unlock(FIRST_KEY).get_secret(mine.id).payload.data == "mine", "the robot lost its own secret")
    vault.revoke_access(login.id, identity.id)
    refused(404, robot.vault.unlock(FIRST_KEY).get_secret, login.id)
    inkbox.get_identity("robot").delete()
    refused(401, robot.vault.list_secrets)

    vault.update_key(SECOND_KEY, current_vault_key=FIRST_KEY)
    vault.update_key(THIRD_KEY, recovery_code=made.recovery_codes[0])
    expect(vault.info().recovery_key_count == 3, "the recovery code is not spent")
    for stale in (FIRST_KEY, SECOND_KEY, made.recovery_codes[0]):
        try:
            vault.unlock(stale)
        except ValueError:
            continue
        raise AssertionError("a key that is gone unlocks")
    expect(len(vault.unlock(made.recovery_codes[3]).secrets) == 5, "a recovery code does not unlock")
    with client(os.environ["VAULT_CREDENTIAL"], vault_key=THIRD_KEY) as fresh:
        names = {secret.name for secret in fresh.vault.unlocked.secrets}
        expect(names == {"renamed", "api", "pair", "ssh", "of the robot"}, f"the vault holds {names}")
    refused(404, vault.list_access_rules, uuid4())
    print("flow complete")


main()
