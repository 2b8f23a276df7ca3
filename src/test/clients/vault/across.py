"""The official SDK of this API, unchanged, as one of several clients of a vault. Prints one JSON object per line.

    python across.py initialize   makes a vault: {"recoveryCodes"}
    python across.py write        makes one secret of every type: {"secret"} each
    python across.py change       changes name, description and payload of all: {"secret"} each
    python across.py read         {"secret"} each, and {"totp"} of those that have one

Environment: VAULT_URL, VAULT_CREDENTIAL, and VAULT_KEY, but for initialize also a recovery code.
"""

import json
import os
import sys
from dataclasses import replace

from inkbox import Inkbox
from inkbox.vault.totp import parse_totp_uri
from inkbox.vault.types import APIKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SSHKeyPayload

TOTP = "otpauth://totp/GitH%C3%BCb:%C3%BC?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8&issuer=GitH%C3%BCb"
PAYLOADS = (
    LoginPayload(
        password='pä✓𝄞"\\\u2028\u0000',
        username="jürgen",
        email="u@example.org",
        url="https://example.org/?a=b&c",
        totp=parse_totp_uri(TOTP),
        notes="two\nlines",
    ),
    APIKeyPayload(api_key="ключ", endpoint="https://api.example.org", notes="שלום"),
    KeyPairPayload(access_key="鍵", secret_key="🔑", endpoint="https://s3.example.org", notes="n"),
    SSHKeyPayload(private_key="-----BEGIN\r\n", public_key="A", fingerprint="SHA256:ä", passphrase="ü", notes="\t"),
    OtherPayload(data="", notes="e\u0301"),
)


def show(secret):
    print(
        json.dumps(
            {
                "secret": {
                    "id": str(secret.id),
                    "type": secret.secret_type,
                    "name": secret.name,
                    "description": secret.description or "",
                    "payload": secret.payload._to_dict(),
                }
            }
        )
    )


def write(vault):
    for payload in PAYLOADS:
        made = vault.create_secret(f"{payload.secret_type} ✓ of the SDK", payload, description="für andere")
        show(vault.get_secret(made.id))


def change(vault):
    for secret in vault.secrets:
        changed = replace(secret.payload, notes="changed by the SDK ✓")
        vault.update_secret(secret.id, name=f"{secret.name}, again", description="changed ü", payload=changed)
        show(vault.get_secret(secret.id))


def read(vault):
    for secret in vault.secrets:
        show(secret)
        if getattr(secret.payload, "totp", None) is not None:
            code = vault.get_totp_code(secret.id)
            print(json.dumps({"totp": {"id": str(secret.id), "code": code.code, "periodStart": code.period_start}}))


def main(mode):
    with Inkbox(api_key=os.environ["VAULT_CREDENTIAL"], base_url=os.environ["VAULT_URL"]) as inkbox:
        key = os.environ["VAULT_KEY"]
        if mode == "initialize":
            print(json.dumps({"recoveryCodes": list(inkbox.vault.initialize(key).recovery_codes)}))
        else:
            {"write": write, "change": change, "read": read}[mode](inkbox.vault.unlock(key))


main(*sys.argv[1:])
