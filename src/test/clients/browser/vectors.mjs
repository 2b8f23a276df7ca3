// Holds the module against the vectors that every client of the vault shares.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { print } from "./chromium.mjs";
import { startSite } from "./site.mjs";

export async function vectors(browser, resources, file) {
  const shared = JSON.parse(readFileSync(file, "utf8"));
  const site = await startSite(resources);
  const page = await browser.open(site.origin);
  for (const check of [masterKeys, format1, format2, refused, oneTimeCodes, recoveryCodes]) {
    print({ vectors: check.name, checked: await check(page, shared) });
  }
  site.close();
}

async function masterKeys(page, { format_1, format_2 }) {
  const all = [...format_1.derivations, ...format_2.keys];
  const derived = await page.evaluate(async (vectors) => {
    const { masterKeyBytes } = await import("/js/vault/kdf.js");
    const { hex } = await import("/js/vault/bytes.js");
    const keys = [];
    for (const { vault_key, organization_id, iterations = 3, memory_kib = 65536, parallelism = 1 } of vectors) {
      const parameters = { iterations, memoryKib: memory_kib, parallelism };
      keys.push(hex(await masterKeyBytes(vault_key, organization_id, parameters)));
    }
    return keys;
  }, all);
  assert.deepEqual(
    derived,
    all.map((vector) => vector.master_key),
  );
  return all.length;
}

async function format1(page, { format_1: { derivations, wrapped_keys, payloads } }) {
  const opened = await page.evaluate(
    async ({ derivations, wrapped_keys, payloads }) => {
      const { masterKey, organizationKey } = await import("/js/vault/format1.js");
      const { bytesOfBase64, hex } = await import("/js/vault/bytes.js");
      const unhex = (text) => Uint8Array.from(text.match(/../g), (byte) => parseInt(byte, 16));
      const proofs = derivations.map(async (vector) => (await masterKey(unhex(vector.master_key))).unlockProof());
      const keys = wrapped_keys.map(async (vector) => {
        const master = await masterKey(unhex(vector.master_key));
        const key = await master.unwrap({ id: vector.key_id }, bytesOfBase64(vector.wrapped_org_encryption_key));
        const again = await master.unwrap({ id: vector.key_id }, await master.wrap({ id: vector.key_id }, key));
        return [hex(key), hex(again)];
      });
      const contents = payloads.map(async (vector) => {
        const key = await organizationKey(unhex(vector.organization_key), vector.organization_id);
        const { payload } = await key.open({ id: vector.secret_id }, bytesOfBase64(vector.encrypted_payload));
        const again = await key.open({ id: vector.secret_id }, await key.seal({ id: vector.secret_id, payload }));
        return [payload, again.payload];
      });
      return {
        proofs: await Promise.all(proofs),
        keys: await Promise.all(keys),
        contents: await Promise.all(contents),
      };
    },
    { derivations, wrapped_keys, payloads },
  );
  assert.deepEqual(
    opened.proofs,
    derivations.map((vector) => vector.auth_hash),
  );
  assert.deepEqual(
    opened.keys,
    wrapped_keys.map((vector) => Array(2).fill(vector.organization_key)),
  );
  assert.deepEqual(
    opened.contents,
    payloads.map((vector) => Array(2).fill(JSON.parse(vector.plaintext))),
  );
  return derivations.length + wrapped_keys.length + payloads.length;
}

async function format2(page, { format_2: { keys, payloads } }) {
  const opened = await page.evaluate(
    async ({ keys, payloads }) => {
      const { masterKey, organizationKey } = await import("/js/vault/format2.js");
      const { sha256 } = await import("/js/vault/cipher.js");
      const { bytesOfBase64, hex } = await import("/js/vault/bytes.js");
      const unhex = (text) => Uint8Array.from(text.match(/../g), (byte) => parseInt(byte, 16));
      const ofKeys = keys.map(async (vector) => {
        const master = await masterKey(unhex(vector.master_key), vector.organization_id);
        const parameters = {
          iterations: vector.iterations,
          memoryKib: vector.memory_kib,
          parallelism: vector.parallelism,
        };
        const record = { id: vector.key_id, keyType: vector.key_type, parameters };
        const key = await master.unwrap(record, bytesOfBase64(vector.wrapped_org_encryption_key));
        return {
          unlock_proof: await master.unlockProof(record),
          change_proof: await master.changeProof(record),
          organization_key: hex(await master.unwrap(record, await master.wrap(record, key))),
          fingerprint: (await organizationKey(key, vector.organization_id)).fingerprint,
        };
      });
      const ofPayloads = payloads.map(async (vector) => {
        const key = await organizationKey(unhex(vector.organization_key), vector.organization_id);
        const { name, description } = vector;
        const secret = { id: vector.secret_id, type: vector.secret_type, name, description };
        const blob = bytesOfBase64(vector.encrypted_payload);
        const { version, payload } = await key.open(secret, blob);
        const again = await key.open(secret, await key.seal({ ...secret, version, payload }));
        return { version, payload, again, sha256: hex(await sha256(blob)) };
      });
      return { keys: await Promise.all(ofKeys), payloads: await Promise.all(ofPayloads) };
    },
    { keys, payloads },
  );
  assert.deepEqual(
    opened.keys,
    keys.map(({ unlock_proof, change_proof, organization_key, fingerprint }) => ({
      unlock_proof,
      change_proof,
      organization_key,
      fingerprint,
    })),
  );
  assert.deepEqual(
    opened.payloads,
    payloads.map(({ version, plaintext, sha256 }) => {
      const { payload } = JSON.parse(plaintext);
      return { version, payload, again: { version, payload }, sha256 };
    }),
  );
  return keys.length + payloads.length;
}

async function refused(page, { format_1, format_2 }) {
  const codes = await page.evaluate(
    async ({ keys1, keys2, payloads2 }) => {
      const { bytesOfBase64 } = await import("/js/vault/bytes.js");
      const formats = { 1: await import("/js/vault/format1.js"), 2: await import("/js/vault/format2.js") };
      const unhex = (text) => Uint8Array.from(text.match(/../g), (byte) => parseInt(byte, 16));
      const unwrap = (format) => async (vector) => {
        const {
          organization_id,
          key_id: id,
          key_type: keyType,
          iterations,
          memory_kib: memoryKib,
          parallelism,
        } = vector;
        const master = await formats[format].masterKey(unhex(vector.master_key), organization_id);
        const record = { id, keyType, parameters: { iterations, memoryKib, parallelism } };
        return master.unwrap(record, bytesOfBase64(vector.wrapped_org_encryption_key));
      };
      const open = async (vector) => {
        const key = await formats[2].organizationKey(unhex(vector.organization_key), vector.organization_id);
        const secret = { id: vector.secret_id, type: vector.secret_type, name: "", description: "" };
        return key.open(secret, bytesOfBase64(vector.encrypted_payload));
      };
      const codeOf = async (vector, work) => [vector.lie, (await tried(work(vector))).code];
      return Promise.all([
        ...keys1.map((vector) => codeOf(vector, unwrap(1))),
        ...keys2.map((vector) => codeOf(vector, unwrap(2))),
        ...payloads2.map((vector) => codeOf(vector, open)),
      ]);
    },
    {
      keys1: format_1.refused_wrapped_keys,
      keys2: format_2.refused_wrapped_keys,
      payloads2: format_2.refused_payloads,
    },
  );
  const expected = [
    ...[...format_1.refused_wrapped_keys, ...format_2.refused_wrapped_keys].map(({ lie }) => [lie, "no_key_matched"]),
    ...format_2.refused_payloads.map(({ lie }) => [lie, "altered"]),
  ];
  assert.deepEqual(codes, expected);
  return codes.length;
}

async function oneTimeCodes(page, { totp }) {
  const made = await page.evaluate(
    (vectors) => Promise.all(vectors.map(({ time, ...settings }) => vaultModule.totpCode(settings, 1000 * time + 999))),
    totp,
  );
  assert.deepEqual(
    made,
    totp.map(({ code, period_start, period_end, seconds_remaining }) => ({
      code,
      periodStart: period_start,
      periodEnd: period_end,
      secondsRemaining: seconds_remaining,
    })),
  );
  return totp.length;
}

async function recoveryCodes(page) {
  const codes = await page.evaluate(() => Array.from({ length: 500 }, vaultModule.newRecoveryCode));
  assert.equal(new Set(codes).size, 500);
  assert.ok(codes.every((code) => /^([2-9A-HJKMNP-Z]{4}-){7}[2-9A-HJKMNP-Z]{4}$/.test(code)));
  assert.equal(new Set(codes.join("").replaceAll("-", "")).size, 31);
  return codes.length;
}
