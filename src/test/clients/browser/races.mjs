// Answers that are overtaken, and two who change one secret: nobody honest is accused and nobody's change is lost.
import assert from "node:assert/strict";
import { print } from "./chromium.mjs";

export async function races(page) {
  await page.evaluate(prepareWorld);
  for (const check of [
    slowRead,
    slowList,
    deletedWhileListed,
    neverStill,
    deletedStaysDeleted,
    replacedAreForgotten,
    oneReadForOneTimePasswords,
    changedSinceRead,
  ]) {
    for (const format of [1, 2]) {
      await check(page, format);
      print({ race: check.name, format });
    }
  }
}

// Runs in the page: `world(format)` is an unlocked vault with one login at a service that can hold an answer back.
function prepareWorld() {
  globalThis.world = async (format) => {
    const { Seen } = await import("/js/vault/seen.js");
    const { organizationKey } = await import(`/js/vault/format${format}.js`);
    const { base64, bytesOfBase64 } = await import("/js/vault/bytes.js");
    const vault = { organizationId: "org_test_123", format, parameters: {} };
    const key = await organizationKey(new Uint8Array(32), vault.organizationId);
    const seen = new Seen(new vaultModule.InMemory(), crypto.randomUUID());
    await seen.recordVault(vault, key.fingerprint);
    const secret = { id: crypto.randomUUID(), type: "login", name: "n", description: "" };
    const sealed = async (version, payload) => ({
      ...secret,
      secret_type: "login",
      encrypted_payload: base64(await key.seal({ ...secret, version, payload })),
    });
    const service = { reads: 0, shown: undefined, gate: undefined };
    const answer = async (body) => {
      service.reads += 1;
      const said = structuredClone(body());
      const gate = service.gate;
      service.gate = undefined;
      await gate;
      await service.beforeAnswer?.();
      if (said === undefined) {
        throw new vaultModule.VaultError("not_found");
      }
      return said;
    };
    const wire = {
      get: (path) =>
        path.startsWith("/unlock")
          ? answer(() => ({ wrapped_org_encryption_key: "AA==", encrypted_secrets: [service.shown].filter(Boolean) }))
          : answer(() => service.shown),
      patch: async (_path, body) => {
        service.shown = { ...service.shown, ...body };
        await service.afterChange?.();
        return { updated_at: "now" };
      },
      delete: async () => {
        service.shown = undefined;
        return {};
      },
    };
    const unlocked = new vaultModule.UnlockedVault({ wire, seen, vault, key, proof: "proof" });
    const show = async (version, payload) => {
      service.shown = await sealed(version, payload);
    };
    /** Starts `work`, whose first answer is held back until `meanwhile` is over. */
    const overtake = async (work, meanwhile) => {
      let release;
      service.gate = new Promise((resolve) => (release = resolve));
      const outcome = tried(work());
      while (service.gate !== undefined) {
        await new Promise((resolve) => setTimeout(resolve));
      }
      await meanwhile();
      release();
      return outcome;
    };
    const opened = () => key.open(secret, bytesOfBase64(service.shown.encrypted_payload));
    return { vault: unlocked, seen, fingerprint: key.fingerprint, id: secret.id, service, show, overtake, opened };
  };
}

async function slowRead(page, format) {
  const passwords = await page.evaluate(async (number) => {
    const { vault, id, show, overtake } = await world(number);
    await show(1, { password: "A" });
    const unknownBefore = await overtake(
      () => vault.get(id),
      async () => {
        await show(2, { password: "B" });
        await vault.get(id);
      },
    );
    const then = await tried(vault.get(id));
    const besideChange = await overtake(
      () => vault.get(id),
      () => vault.change(id, { payload: { password: "C" } }),
    );
    const last = await tried(vault.get(id));
    return [unknownBefore, then, besideChange, last].map(({ value, code }) => value?.payload.password ?? code);
  }, format);
  assert.deepEqual(passwords, ["B", "B", "C", "C"]);
}

async function slowList(page, format) {
  const listed = await page.evaluate(async (number) => {
    const { vault, id, show, overtake } = await world(number);
    await show(1, { password: "A" });
    await vault.get(id);
    const { value } = await overtake(
      () => vault.secrets(),
      () => vault.change(id, { payload: { password: "B" } }),
    );
    const { secrets, refused } = await vault.secrets();
    return [value.secrets[0]?.payload.password, value.refused.length, secrets[0]?.payload.password, refused.length];
  }, format);
  assert.deepEqual(listed, ["B", 0, "B", 0]);
}

async function deletedWhileListed(page, format) {
  const outcomes = await page.evaluate(async (number) => {
    const { vault, id, show, service, overtake } = await world(number);
    await show(1, { password: "A" });
    await vault.get(id);
    const { shown } = service;
    const remove = () => vault.delete(id);
    const { value } = await overtake(() => vault.secrets(), remove);
    service.shown = shown;
    const read = await overtake(() => vault.get(id), remove);
    service.shown = shown;
    const back = await tried(vault.get(id));
    return [value.secrets.length, value.refused.length, read.code, back.code];
  }, format);
  // The second reading begins when the secret is already known as deleted.
  assert.deepEqual(outcomes, [0, 0, "rolled_back", "rolled_back"]);
}

async function neverStill(page, format) {
  const [code, reads] = await page.evaluate(async (number) => {
    const { vault, id, show, service, seen, fingerprint } = await world(number);
    await show(1, { password: "A" });
    let version = 1;
    service.beforeAnswer = () => {
      version += 1;
      const written = { id, ...(number === 2 ? { version } : {}), sha256: `${version}` };
      return seen.recordWritten(fingerprint, written, `${version - 1}`);
    };
    return [(await tried(vault.get(id))).code, service.reads];
  }, format);
  assert.deepEqual([code, reads], ["conflict", 5]);
}

async function deletedStaysDeleted(page, format) {
  const code = await page.evaluate(async (number) => {
    const { vault, id, show, service } = await world(number);
    await show(1, { password: "A" });
    await vault.get(id);
    let changed;
    service.afterChange = async () => {
      changed = service.shown;
      await vault.delete(id);
    };
    await vault.change(id, { payload: { password: "B" } });
    service.shown = changed;
    return (await tried(vault.get(id))).code;
  }, format);
  assert.equal(code, "rolled_back");
}

// Format 1 alone keeps them; 256 of each secret, like other clients.
async function replacedAreForgotten(page, format) {
  const kept = await page.evaluate(async (number) => {
    const { vault, id, show, seen, fingerprint } = await world(number);
    await show(1, { password: "A" });
    let { digest } = await vault.get(id);
    for (let version = 2; version <= 300; version += 1) {
      await seen.recordWritten(fingerprint, { id, ...(number === 2 ? { version } : {}), sha256: `${version}` }, digest);
      digest = `${version}`;
    }
    const { replaced = [] } = (await seen.recall()).secrets[id];
    return [replaced.length, replaced[0], replaced.at(-1)];
  }, format);
  assert.deepEqual(kept, format === 1 ? [256, "44", "299"] : [0, undefined, undefined]);
}

async function oneReadForOneTimePasswords(page, format) {
  const outcomes = await page.evaluate(async (number) => {
    const { vault, id, show, service, opened } = await world(number);
    await show(1, { password: "A", later: [1], totp: { secret: "JBSWY3DPEHPK3PXP", algorithm: "SHA1" } });
    const read = (await vault.get(id)).payload.totp.algorithm;
    service.reads = 0;
    const set = await vault.setTotp(id, { secret: "GEZDGNBVGY3TQOJQ", digits: 8 });
    const afterSet = [service.reads, (await opened()).payload, set.payload];
    const removed = await vault.removeTotp(id);
    const afterRemoval = [service.reads, (await opened()).payload, removed.payload];
    const before = service.shown.encrypted_payload;
    await vault.removeTotp(id);
    return { read, afterSet, afterRemoval, unchanged: service.shown.encrypted_payload === before };
  }, format);
  const totp = { secret: "GEZDGNBVGY3TQOJQ", algorithm: "sha1", digits: 8, period: 30 };
  assert.deepEqual(outcomes, {
    read: "sha1",
    afterSet: [1, { password: "A", later: [1], totp }, { password: "A", totp }],
    afterRemoval: [2, { password: "A", later: [1] }, { password: "A" }],
    unchanged: true,
  });
}

async function changedSinceRead(page, format) {
  const outcomes = await page.evaluate(async (number) => {
    const { vault, id, show } = await world(number);
    await show(1, { password: "A" });
    const read = await vault.get(id);
    const mine = await vault.change(read, { payload: { password: "B" } });
    const stale = await tried(vault.change(read, { payload: { password: "C" } }));
    const again = await tried(vault.change(mine, { payload: { password: "D" } }));
    const odd = await tried(vault.change({ id }, { payload: { password: "E" } }));
    return [mine.payload.password, stale.code, again.value?.payload.password, odd.code];
  }, format);
  assert.deepEqual(outcomes, ["B", "conflict", "D", "invalid_input"]);
}
