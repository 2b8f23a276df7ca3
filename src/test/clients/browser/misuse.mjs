// What the module refuses of those who call it, and what it needs of the page.
import assert from "node:assert/strict";
import { BLANK, print } from "./chromium.mjs";

export async function misuse(page, site) {
  for (const check of [
    keysStayInside,
    weakVaultKeys,
    constructorArguments,
    payloads,
    oneTimePasswords,
    newestSeen,
    unknownMembers,
    withoutArgon2,
    withoutWebAssembly,
    withoutMemory,
  ]) {
    await check(page, site);
    print({ misuse: check.name });
  }
}

async function keysStayInside(page) {
  const exports = await page.evaluate(async () => {
    const { aesKey, derivedAesKey, hkdfKey } = await import("/js/vault/cipher.js");
    const base = await hkdfKey(new Uint8Array(32));
    const keys = [await aesKey(new Uint8Array(32)), base, await derivedAesKey(base, "label")];
    return Promise.all(
      keys.map(async (key) => [key.extractable, (await tried(crypto.subtle.exportKey("raw", key))).name]),
    );
  });
  assert.ok(exports.every(([extractable, failure]) => extractable === false && failure));
}

async function weakVaultKeys(page, { origin }) {
  const weak = [
    "Sh0rt-but-mixed",
    "no-upper-case-0-1",
    "NO-LOWER-CASE-0-1",
    "No-Digits-At-All-",
    "NoSpecial0123456789",
    "",
    5,
  ];
  const codes = await page.evaluate(
    ([baseUrl, keys]) => {
      const client = new vaultModule.VaultClient({ baseUrl, credential: "c" });
      const initialized = keys.map((vaultKey) => tried(client.initialize({ vaultKey })));
      const replaced = keys.map((newVaultKey) => tried(client.replacePrimaryKey({ vaultKey: "v", newVaultKey })));
      return Promise.all([...initialized, ...replaced].map(async (outcome) => (await outcome).code));
    },
    [origin, weak],
  );
  assert.deepEqual(codes, Array(2 * weak.length).fill("weak_vault_key"));
}

async function constructorArguments(page, { origin }) {
  const cases = [
    [{ baseUrl: "http://example.org", credential: "c" }, "invalid_input"],
    [{ baseUrl: "http://localhost.example.org", credential: "c" }, "invalid_input"],
    [{ baseUrl: "ftp://localhost", credential: "c" }, "invalid_input"],
    [{ baseUrl: "https://user:pass@example.org", credential: "c" }, "invalid_input"],
    [{ baseUrl: "nowhere", credential: "c" }, "invalid_input"],
    [{ baseUrl: origin, credential: "a\nb" }, "invalid_input"],
    [{ baseUrl: origin }, "invalid_input"],
    [{ baseUrl: origin, credential: "c", expectedFormat: 3 }, "invalid_input"],
    [{ baseUrl: "https://example.org/below/", credential: "c" }, undefined],
    [{ credential: "c" }, undefined],
    [{ credential: "c", organizationId: "org_test_123" }, undefined],
    [{ credential: "c", organizationId: "short" }, "invalid_input"],
    [{ credential: "c", organizationId: 12345678 }, "invalid_input"],
  ];
  const codes = await page.evaluate(
    (all) =>
      Promise.all(
        all.map(async (options) => (await tried((async () => void new vaultModule.VaultClient(options))())).code),
      ),
    cases.map(([options]) => options),
  );
  assert.deepEqual(
    codes,
    cases.map(([, code]) => code),
  );
}

async function payloads(page) {
  const cases = [
    ["login", {}, "invalid_input"],
    ["login", { password: 1 }, "invalid_input"],
    ["login", { password: "p", passwrod: "q" }, "invalid_input"],
    ["login", { password: "p", totp: { secret: "no base32" } }, "invalid_input"],
    ["api_key", { api_key: "k", totp: { secret: "JBSWY3DPEHPK3PXP" } }, "invalid_input"],
    ["key_pair", { access_key: "a" }, "invalid_input"],
    ["constructor", { data: "d" }, "invalid_input"],
    ["other", null, "invalid_input"],
    ["other", { data: "d", notes: null }, { data: "d" }],
    ["login", { password: "", totp: null, url: undefined }, { password: "" }],
    ["login", { password: "half \ud83d" }, "invalid_input"],
    ["other", { data: "\udc00 half", notes: "n" }, "invalid_input"],
    ["other", { data: "d", notes: "\udc00\ud83d" }, "invalid_input"],
    ["login", { password: "p", totp: { secret: "JBSWY3DP", issuer: "\ud83d" } }, "invalid_input"],
    ["other", { data: "whole \ud83d\ude00" }, { data: "whole \ud83d\ude00" }],
  ];
  const outcomes = await page.evaluate(async (all) => {
    const { checkedPayload } = await import("/js/vault/payloads.js");
    const outcome = async (type, payload) => tried((async () => checkedPayload(type, payload))());
    return Promise.all(all.map(async ([type, payload]) => Object.values(await outcome(type, payload)).at(0)));
  }, cases);
  const expected = cases.map(([, , outcome]) => (typeof outcome === "string" ? "VaultError" : outcome));
  assert.deepEqual(outcomes, expected);
}

async function oneTimePasswords(page) {
  const good = [
    ["otpauth://totp/Big%3A%20me?secret=jbswy3dpehpk3pxp", { issuer: "Big", account_name: "me" }],
    ["OTPAUTH://TOTP/me?secret=JBSWY3DPEHPK3PXP&issuer=Big&x=y", { issuer: "Big", account_name: "me" }],
    ["otpauth://totp/?secret=JBSWY3DPEHPK3PXP", {}],
    ["otpauth://totp/a:b:c?secret=JBSWY3DPEHPK3PXP&issuer=d", { issuer: "d", account_name: "b:c" }],
    [
      "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&algorithm=SHA512&digits=8&period=60",
      { account_name: "a", algorithm: "sha512", digits: 8, period: 60 },
    ],
  ];
  const bad = [
    "https://example.org",
    "otpauth://hotp/a?secret=JBSWY3DPEHPK3PXP",
    "otpauth://totp/a",
    "otpauth://totp/a?secret=J8SWY3DP",
    "otpauth://totp/a?secret=J",
    "otpauth://totp/a?secret=JBSWY3DPE",
    "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&digits=7",
    "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&digits=6.0",
    "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=0",
    "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&algorithm=md5",
    "otpauth://totp/%ff?secret=JBSWY3DPEHPK3PXP",
  ];
  const outcomes = await page.evaluate(
    (uris) => Promise.all(uris.map((uri) => tried((async () => vaultModule.parseOtpauth(uri))()))),
    [...good.map(([uri]) => uri), ...bad],
  );
  const defaults = { secret: "JBSWY3DPEHPK3PXP", algorithm: "sha1", digits: 6, period: 30 };
  assert.deepEqual(
    outcomes.slice(0, good.length).map(({ value }) => value),
    good.map(([, parsed]) => ({ ...defaults, ...parsed })),
  );
  assert.deepEqual(
    outcomes.slice(good.length).map(({ code }) => code),
    bad.map(() => "invalid_input"),
  );
}

// Somebody else's change may be seen before one's own answer has come.
async function newestSeen(page) {
  const refused = await page.evaluate(async () => {
    const { Seen } = await import("/js/vault/seen.js");
    const kinds = [(version, sha256) => ({ id: "a", version, sha256 }), (_version, sha256) => ({ id: "a", sha256 })];
    const afterwards = [];
    for (const sighting of kinds) {
      const seen = new Seen(new vaultModule.InMemory(), "service");
      await seen.recordVault({ organizationId: "org_test_123", format: 2, parameters: {} }, "fingerprint");
      const record = async (shown) =>
        (await seen.recordSecrets("fingerprint", await seen.recall(), [shown])).refused.size;
      await record(sighting(1, "one"));
      await record(sighting(3, "theirs"));
      await seen.recordWritten("fingerprint", sighting(2, "mine"), "one");
      afterwards.push(await record(sighting(3, "theirs")));
      afterwards.push(await record(sighting(1, "one")));
      await seen.recordWritten("fingerprint", sighting(4, "mine again"), "theirs");
      afterwards.push(await record(sighting(3, "theirs")));
    }
    return afterwards;
  });
  assert.deepEqual(refused, [0, 1, 1, 0, 1, 1]);
}

// A later client may seal more than this one knows; a new name must not cost that.
async function unknownMembers(page) {
  const payload = await page.evaluate(async () => {
    const { Seen } = await import("/js/vault/seen.js");
    const { organizationKey } = await import("/js/vault/format2.js");
    const { base64, bytesOfBase64 } = await import("/js/vault/bytes.js");
    const vault = { organizationId: "org_test_123", format: 2, parameters: {} };
    const key = await organizationKey(new Uint8Array(32), vault.organizationId);
    const seen = new Seen(new vaultModule.InMemory(), "service");
    await seen.recordVault(vault, key.fingerprint);
    const secret = { id: crypto.randomUUID(), type: "other", name: "before", description: "" };
    const sealed = await key.seal({ ...secret, version: 1, payload: { data: "d", later: [1] } });
    let kept;
    const wire = {
      get: async () => ({ ...secret, secret_type: "other", encrypted_payload: base64(sealed) }),
      patch: async (_path, body) => {
        kept = bytesOfBase64(body.encrypted_payload);
        return {};
      },
    };
    await new vaultModule.UnlockedVault({ wire, seen, vault, key }).change(secret.id, { name: "after" });
    return key.open({ ...secret, name: "after" }, kept);
  });
  assert.deepEqual(payload, { version: 2, payload: { data: "d", later: [1] } });
}

async function withoutArgon2(page, site) {
  const forbidden = await pageUnder(page, site, "script-src 'self' 'wasm-unsafe-eval'");
  await forbidden.route("**/hash-wasm/*", (route) => route.abort());
  assert.equal((await derived(forbidden)).code, "argon2_missing");
  await forbidden.close();
}

async function withoutWebAssembly(page, site) {
  const forbidden = await pageUnder(page, site, "script-src 'self'");
  const { code, message } = await derived(forbidden);
  assert.equal(code, "argon2_missing");
  assert.match(message, /'wasm-unsafe-eval'/);
  await forbidden.close();
}

async function withoutMemory(page) {
  assert.equal((await derived(page, 5_000_000)).code, "not_enough_memory");
  const odd = await page.evaluate(async () => {
    const { argon2id } = globalThis.hashwasm;
    globalThis.hashwasm.argon2id = () => Promise.reject(new Error("odd"));
    const { masterKeyBytes } = await import("/js/vault/kdf.js");
    const outcome = await tried(
      masterKeyBytes("t", "org_test_123", { iterations: 3, memoryKib: 65536, parallelism: 1 }),
    );
    globalThis.hashwasm.argon2id = argon2id;
    return outcome.code;
  });
  assert.equal(odd, "argon2_missing");
}

async function pageUnder(page, { origin }, policy) {
  const other = await page.context().newPage();
  await other.route(`${origin}${BLANK}`, (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: { "Content-Security-Policy": policy },
      body: "<!doctype html>",
    }),
  );
  await other.goto(`${origin}${BLANK}`);
  return other;
}

function derived(page, memoryKib = 65536) {
  return page.evaluate(async (memory) => {
    const { masterKeyBytes } = await import("/js/vault/kdf.js");
    const parameters = { iterations: 3, memoryKib: memory, parallelism: 1 };
    return masterKeyBytes("text", "org_test_123", parameters).then(
      () => ({}),
      ({ code, message }) => ({ code, message }),
    );
  }, memoryKib);
}
