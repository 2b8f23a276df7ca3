// The life of a vault at a running service, from making it to its last secret.
import assert from "node:assert/strict";
import { print } from "./chromium.mjs";
import { openClient, openVault, PAYLOADS } from "./exchange.mjs";

export async function life(browser, service, format) {
  const page = await browser.open(service);
  const first = process.env.VAULT_KEY;
  const step = (name, more) => print({ life: name, format: Number(format), ...more });

  await openClient(page, service, Number(format));
  const noVault = await page.evaluate(() => tried(client.info()));
  assert.equal(noVault.code, "no_vault");
  const { recoveryCodes } = await page.evaluate((vaultKey) => client.initialize({ vaultKey }), first);
  assert.equal(recoveryCodes.length, 4);
  const again = await page.evaluate((vaultKey) => tried(client.initialize({ vaultKey })), first);
  assert.equal(again.code, "conflict");
  const info = await page.evaluate(() => client.info());
  assert.deepEqual([info.format, info.keyCount, info.recoveryKeyCount, info.secretCount], [Number(format), 1, 4, 0]);
  step("made");

  await openVault(page, first);
  const ids = {};
  for (const [type, payload] of Object.entries(PAYLOADS)) {
    const secret = { type, name: `a ${type}`, description: type === "other" ? undefined : `of ${type} ✓`, payload };
    const created = await page.evaluate((wanted) => vault.create(wanted), secret);
    assert.deepEqual(await page.evaluate((id) => vault.get(id).then(({ payload }) => payload), created.id), payload);
    ids[type] = created.id;
  }
  step("created", { ids });

  await changes(page, ids);
  step("changed");
  await oneTimeCodes(page, ids);
  step("one-time codes");
  await access(page, ids.api_key);
  await keys(page, first, recoveryCodes, ids);
  step("keys replaced and revoked");

  await page.evaluate((id) => vault.delete(id), ids.other);
  assert.equal((await page.evaluate((id) => tried(vault.get(id)), ids.other)).code, "not_found");
  for (const id of Object.values(ids).filter((id) => id !== ids.other)) {
    await page.evaluate((left) => vault.delete(left), id);
  }
  assert.deepEqual(await page.evaluate(() => vault.secrets()), { secrets: [], refused: [] });
  assert.equal((await page.evaluate(() => (vault.close(), tried(vault.secrets())))).code, "closed");
  step("complete");
  await page.close();
}

async function changes(page, ids) {
  const renamed = await page.evaluate((id) => vault.change(id, { name: "renamed" }), ids.api_key);
  assert.deepEqual([renamed.name, renamed.payload], ["renamed", PAYLOADS.api_key]);
  await page.evaluate((id) => vault.change(id, { description: "" }), ids.key_pair);
  await page.evaluate((id) => vault.change(id, { payload: { data: "next", notes: "n" } }), ids.other);
  const { secrets, refused } = await page.evaluate(() => vault.secrets());
  assert.deepEqual(refused, []);
  const found = Object.fromEntries(secrets.map((secret) => [secret.id, secret]));
  assert.equal(found[ids.api_key].name, "renamed");
  assert.equal(found[ids.key_pair].description, "");
  assert.deepEqual(found[ids.other].payload, { data: "next", notes: "n" });
  assert.equal(found[ids.login].version, found[ids.login].version === undefined ? undefined : 1);
}

async function oneTimeCodes(page, ids) {
  const code = () => page.evaluate((id) => tried(vault.totp(id, 59_000)), ids.login);
  assert.equal((await code()).value.code, "94287082");
  await page.evaluate((id) => vault.removeTotp(id), ids.login);
  assert.equal((await code()).code, "no_totp");
  const uri = "otpauth://totp/GitHub:me%40here?secret=gezdgnbvgy3tqojqgezdgnbvgy3tqojq&digits=8&issuer=GH";
  const { payload } = await page.evaluate(([id, given]) => vault.setTotp(id, given), [ids.login, uri]);
  assert.deepEqual([payload.totp.issuer, payload.totp.account_name], ["GH", "me@here"]);
  assert.equal((await code()).value.code, "94287082");
  assert.equal((await page.evaluate((id) => tried(vault.totp(id)), ids.ssh_key)).code, "wrong_type");
}

async function access(page, id) {
  const identity = process.env.IDENTITY_ID;
  if (identity === undefined) {
    return;
  }
  await page.evaluate(([secret, agent]) => client.grant(secret, agent), [id, identity]);
  const rules = () => page.evaluate((secret) => client.accessRules(secret), id);
  assert.deepEqual(
    (await rules()).map(({ identityId }) => identityId),
    [identity],
  );
  await page.evaluate(([secret, agent]) => client.revokeAccess(secret, agent), [id, identity]);
  assert.deepEqual(await rules(), []);
}

async function keys(page, first, [spent, revoked, kept], ids) {
  const unlock = (text) => page.evaluate((given) => tried(client.unlock(given).then((opened) => opened.format)), text);
  const replace = (options) => page.evaluate((given) => client.replacePrimaryKey(given), options);
  const second = "Second-Vault-Key-2";
  const third = "Third-Vault-Key-03";

  await replace({ vaultKey: first, newVaultKey: second });
  assert.equal((await unlock(first)).code, "no_key_matched");
  assert.ok((await unlock(second)).value);
  await replace({ recoveryCode: spent, newVaultKey: third });
  assert.equal((await unlock(second)).code, "no_key_matched");
  assert.equal((await unlock(spent)).code, "no_key_matched");
  await page.evaluate((code) => client.revokeKey(code), revoked);
  assert.equal((await unlock(revoked)).code, "no_key_matched");
  assert.ok((await unlock(kept)).value);
  assert.equal((await page.evaluate((text) => tried(client.revokeKey(text)), third)).code, "conflict");
  assert.deepEqual((await page.evaluate(() => client.keys())).map(({ keyType }) => keyType).sort(), [
    "primary",
    "recovery",
    "recovery",
  ]);

  await openVault(page, third);
  const { payload } = await page.evaluate((id) => vault.get(id), ids.key_pair);
  assert.deepEqual(payload, PAYLOADS.key_pair);
}
