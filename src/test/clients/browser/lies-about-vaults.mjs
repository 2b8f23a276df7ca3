// Lies about the vault as a whole: nothing is opened, and where the description alone tells, nothing is derived either.
import assert from "node:assert/strict";
import { print } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { VAULT_KEY } from "./lies.mjs";

const OTHER_WRAPPED_KEY = "VVYCS8DBwsPExcbHyMnKy7GpfbgZYi+QUtrztzjX9QWUF/xJd3Bf4huCfJWW00ipEjVaYw16QErK+HJpQZCcrA==";

export async function liesAboutVaults(world) {
  const { fake, format, honest } = world;
  fake.restore(honest);
  assert.equal((await unlock(world, { remember: true })).value, format);
  for (const [lie, code, tell, options = {}] of [...descriptions(format), ...keyRecords(format)]) {
    fake.restore(honest);
    tell(fake.state);
    const { code: refusal, value } = await unlock(world, options);
    assert.equal(refusal, code, lie);
    assert.equal(value, code === undefined ? format : undefined, lie);
    if (!["no_key_matched", undefined].includes(code) && !options.derives) {
      assert.deepEqual(fake.requests, ["GET /info"], `${lie}: stopped before anything is derived`);
    }
    print({ format, lie, code: code ?? null });
  }
  await parametersThatWereStronger(world);
  await answersThatAreNone(world);
  await redirects(world);
  await aVaultThatWasDeleted(world);
  await aKeyThatWasReplaced(world);
  fake.restore(honest);
}

/** Unlocks with a new client; gives the vault's format or the code of the refusal. */
function unlock({ page, site }, { remember = false, expectedFormat, organizationId, text = VAULT_KEY }) {
  return page.evaluate(
    ({ baseUrl, credential, remember, expectedFormat, organizationId, text }) => {
      const client = new vaultModule.VaultClient({
        baseUrl,
        credential,
        expectedFormat,
        organizationId,
        ...(remember ? { memory } : {}),
      });
      return tried(client.unlock(text).then((vault) => vault.format));
    },
    { baseUrl: site.origin, credential: process.env.VAULT_CREDENTIAL, remember, expectedFormat, organizationId, text },
  );
}

function descriptions(format) {
  const other = 3 - format;
  const least = { iterations: 3, memory_kib: 65536, parallelism: 1 };
  const kdf = (change) => (state) => Object.assign(state.vault, { kdf: { ...least, ...change } });
  const formatOf = (number) => (state) => Object.assign(state.vault, { payload_format: number, kdf: least });
  const organization = (id) => (state) => Object.assign(state, { organizationId: id });
  const lies = [
    ["the format is unknown", "unknown_format", formatOf(3)],
    ["the format is a text", "unknown_format", formatOf(String(format))],
    ["the format is another than expected", "unexpected_format", formatOf(other), { expectedFormat: format }],
    ["the format is another than before", "unexpected_format", formatOf(other), { remember: true }],
    [
      "the organisation is another than before",
      "organization_changed",
      organization("org_another"),
      { remember: true },
    ],
    [
      "the organisation is another than expected",
      "organization_changed",
      organization("org_another"),
      { organizationId: "org_of_the_fake" },
    ],
    ["the organisation is another", "no_key_matched", organization("org_another")],
    ["the organisation's id is too short", "bad_answer", organization("org")],
    ["the vault's id is a path", "bad_answer", (state) => Object.assign(state.vault, { id: "../x" })],
    ["the organisation has no id", "bad_answer", organization(undefined)],
    ["there are no iterations", "refused_parameters", kdf({ iterations: 0 })],
    ["two iterations", "refused_parameters", kdf({ iterations: 2 })],
    ["eleven iterations", "refused_parameters", kdf({ iterations: 11 })],
    ["little memory", "refused_parameters", kdf({ memory_kib: 65535 })],
    ["too much memory", "refused_parameters", kdf({ memory_kib: 1048577 })],
    ["no lane", "refused_parameters", kdf({ parallelism: 0 })],
    ["five lanes", "refused_parameters", kdf({ parallelism: 5 })],
    ["parameters are texts", "refused_parameters", kdf({ iterations: "3" })],
    ["parameters are missing", "refused_parameters", (state) => Object.assign(state.vault, { kdf: {} })],
  ];
  const gone = (state) => Object.assign(state.vault, { payload_format: undefined, kdf: undefined });
  return format === 1
    ? [...lies, ["stronger parameters", "refused_parameters", kdf({ iterations: 4 })]]
    : [
        ...lies,
        ["the format is left out, another expected", "unexpected_format", gone, { expectedFormat: 2 }],
        ["the format is left out, another remembered", "unexpected_format", gone, { remember: true }],
        ["the format is left out", "no_key_matched", gone],
        ["all parameters are left out", undefined, (state) => Object.assign(state.vault, { kdf: undefined })],
        ["other allowed parameters", "no_key_matched", kdf({ iterations: 4 })],
      ];
}

// Where format 1 opens all the same, docs/vault-crypto.md says so: it binds a wrapped key to its id alone.
function keyRecords(format) {
  const wrapped = (change) => (state) => {
    const [primary] = state.vault.keys;
    primary.wrapped_org_encryption_key = change(primary.wrapped_org_encryption_key);
  };
  const bytes = (change) => wrapped((text) => change(Buffer.from(text, "base64")).toString("base64"));
  const swapped = (member) => (state) => {
    const [primary, recovery] = state.vault.keys;
    [primary[member], recovery[member]] = [recovery[member], primary[member]];
  };
  const inFormat2 = format === 2 ? "no_key_matched" : undefined;
  return [
    ["the wrong vault key", "no_key_matched", () => {}, { text: `${VAULT_KEY}.` }],
    ["keys come in another order", undefined, (state) => state.vault.keys.reverse()],
    ["types of keys are swapped", inFormat2, swapped("key_type")],
    ["ids of keys are swapped", inFormat2, swapped("id")],
    ["wrapped keys are swapped", "no_key_matched", swapped("wrapped_org_encryption_key")],
    ["the wrapped key is of somebody else", "no_key_matched", wrapped(() => OTHER_WRAPPED_KEY)],
    ["the wrapped key is cut", "no_key_matched", bytes((all) => all.subarray(0, -1))],
    ["the wrapped key is stretched", "no_key_matched", bytes((all) => Buffer.concat([all, Buffer.alloc(1)]))],
    ["a bit of the wrapped key is turned", "no_key_matched", bytes((all) => ((all[20] ^= 1), all))],
    ["the wrapped key is empty", "no_key_matched", wrapped(() => "")],
    ["the wrapped key is no base64", "no_key_matched", wrapped(() => "%%%%")],
    ["the key's id is left out", "no_key_matched", (state) => state.vault.keys.shift()],
    [
      "keys without end",
      "bad_answer",
      (state) => (state.vault.keys = Array(51).fill(state.vault.keys[0])),
      { derives: true },
    ],
    ["a key's id is a path", "bad_answer", (state) => (state.vault.keys[1].id = "../x"), { derives: true }],
  ];
}

async function parametersThatWereStronger(world) {
  const { page, fake, site, format, honest } = world;
  fake.restore(honest);
  const iterations = (number) =>
    page.evaluate(
      ([service, wanted]) => {
        const remembered = memory.recall(service);
        memory.remember(service, { ...remembered, parameters: { ...remembered.parameters, iterations: wanted } });
      },
      [site.origin, number],
    );
  await iterations(4);
  assert.equal((await unlock(world, { remember: true })).code, "refused_parameters");
  assert.deepEqual(fake.requests, ["GET /info"]);
  await iterations(3);
  print({ format, lie: "parameters are weaker than before", code: "refused_parameters" });
}

async function answersThatAreNone(world) {
  const { fake, format, honest } = world;
  const answers = [
    [{ status: 400, body: {} }, "refused"],
    [{ status: 401, body: { detail: "no" } }, "unauthorized"],
    [{ status: 403, body: { detail: "no" } }, "forbidden"],
    [{ status: 404, text: "nothing here" }, "no_vault"],
    [{ status: 422, body: { detail: [{ loc: [], msg: "m", type: "t" }] } }, "refused"],
    [{ status: 429, text: "" }, "too_many_requests"],
    [{ status: 500, text: "<html>" }, "unavailable"],
    [{ status: 200, text: "<html>" }, "bad_answer"],
    [{ status: 200, text: "null" }, "bad_answer"],
    [{ status: 200, text: "[]" }, "bad_answer"],
    [{ status: 204 }, "bad_answer"],
  ];
  for (const [answer, code] of answers) {
    fake.restore(honest);
    fake.lie = () => answer;
    assert.equal((await unlock(world, {})).code, code, JSON.stringify(answer));
  }
  print({ format, lie: "answers that are none", checked: answers.length });
}

async function redirects(world) {
  const { fake, format, honest } = world;
  let arrived = 0;
  const elsewhere = await startSite(".", () => {
    arrived += 1;
    return { status: 200, body: {} };
  });
  for (const [request, status] of [
    ["GET /info", 302],
    ["GET /keys", 307],
    ["GET /unlock", 308],
  ]) {
    fake.restore(honest);
    const headers = { Location: `${elsewhere.origin}/`, "Access-Control-Allow-Origin": "*" };
    fake.lie = (name, answer) => (name === request ? { status, headers } : answer);
    assert.equal((await unlock(world, {})).code, "unreachable", request);
    print({ format, lie: `${request} redirects`, code: "unreachable" });
  }
  assert.equal(arrived, 0);
  elsewhere.close();
}

async function aVaultThatWasDeleted(world) {
  const { page, fake, site, format, honest } = world;
  fake.restore({ organizationId: "org_of_the_fake" });
  await page.evaluate(
    async ([baseUrl, credential, vaultKey, number]) => {
      const client = new vaultModule.VaultClient({ baseUrl, credential, memory });
      await client.initialize({ vaultKey, format: number });
    },
    [site.origin, process.env.VAULT_CREDENTIAL, VAULT_KEY, format],
  );
  assert.equal((await unlock(world, { remember: true })).value, format);
  fake.restore(honest);
  assert.equal((await unlock(world, { remember: true })).code, "deleted_vault");
  print({ format, lie: "a deleted vault is shown again", code: "deleted_vault" });
}

async function aKeyThatWasReplaced({ page, fake, format, honest }) {
  fake.restore(honest);
  await page.evaluate(
    (vaultKey) => client.replacePrimaryKey({ vaultKey, newVaultKey: "Another-Vault-Key-1" }),
    VAULT_KEY,
  );
  assert.equal((await page.evaluate(() => tried(vault.secrets()))).code, "no_key_matched");
  print({ format, honest: "an unlocked vault whose key was replaced is not shown as empty", code: "no_key_matched" });
}
