// Lies about single secrets: the one in question is refused and named, the others are read as before.
import assert from "node:assert/strict";
import { print } from "./chromium.mjs";
import { openVault, openClient } from "./exchange.mjs";
import { VAULT_KEY } from "./lies.mjs";

export async function liesAboutSecrets(world) {
  const { page, fake, format, ids, honest } = world;
  for (const [lie, code, tell, liar = "first"] of [
    ...(await aboutBoth(world)),
    ...(format === 1 ? [] : aboutFormat2()),
  ]) {
    tell(fake.state.vault.secrets);
    const got = await page.evaluate((id) => tried(vault.get(id)), ids[liar]);
    assert.deepEqual([got.name, got.code, got.secretId], ["VaultError", code, ids[liar]], lie);
    const listed = await page.evaluate(async () => {
      const { secrets, refused } = await vault.secrets();
      return { read: secrets.map(({ name }) => name), refused: refused.map(({ code, secretId }) => [code, secretId]) };
    });
    assert.ok(
      listed.refused.some(([refusal, id]) => refusal === code && id === ids[liar]),
      lie,
    );
    assert.ok(listed.read.length + listed.refused.length === fake.state.vault.secrets.length, lie);
    fake.restore(honest);
    const { api_key } = (await page.evaluate((id) => vault.get(id), ids.first)).payload;
    assert.equal(api_key, "next", "the truth is still accepted");
    print({ format, lie, code });
  }
  await otherAnswers(world);
  if (format === 1) {
    await format1DoesNotNotice(world);
  } else {
    await twoOfOneVersion(world);
  }
}

async function aboutBoth({ page, format, ids, old, gone }) {
  const foreign = await page.evaluate(
    async ([number, id]) => {
      const { organizationKey } = await import(`/js/vault/format${number}.js`);
      const key = await organizationKey(new Uint8Array(32).fill(7), "org_of_the_fake");
      const secret = {
        id,
        type: "api_key",
        name: "first",
        description: "the first",
        version: 9,
        payload: { api_key: "a" },
      };
      return btoa(String.fromCharCode(...(await key.seal(secret))));
    },
    [format, ids.first],
  );
  const sealed = (change) => (secrets) => {
    const bytes = Buffer.from(secrets[0].encrypted_payload, "base64");
    secrets[0].encrypted_payload = change(bytes).toString("base64");
  };
  const text = (change) => (secrets) => {
    secrets[0].encrypted_payload = change(secrets[0].encrypted_payload);
  };
  return [
    ...[0, 4, 11, 15, -1].map((at) => [
      `a bit of byte ${at} is turned`,
      "altered",
      sealed((bytes) => turned(bytes, at)),
    ]),
    ["its last byte is cut off", "altered", sealed((bytes) => bytes.subarray(0, -1))],
    ["a byte is added", "altered", sealed((bytes) => Buffer.concat([bytes, Buffer.alloc(1)]))],
    ["twenty bytes are left", "altered", sealed((bytes) => bytes.subarray(0, 20))],
    ["nothing is left", "altered", text(() => "")],
    ["there is no ciphertext", "altered", text(() => undefined)],
    ["it is no base64", "altered", text(() => "%%%%")],
    ["a line break is in it", "altered", text((base64) => `${base64.slice(0, 40)}\n${base64.slice(40)}`)],
    ["it is that of another secret", "altered", (secrets) => swap(secrets, "encrypted_payload")],
    ["ids are swapped", "altered", (secrets) => swap(secrets, "id")],
    ["it is of somebody else", "altered", text(() => foreign)],
    ["it is the one before the last change", "rolled_back", (secrets) => Object.assign(secrets[0], old)],
    ["a deleted secret is back", "rolled_back", (secrets) => secrets.push(gone), "gone"],
    [
      "its type is none",
      format === 1 ? "invalid_payload" : "altered",
      (secrets) => Object.assign(secrets[0], { secret_type: "constructor" }),
    ],
  ];
}

function aboutFormat2() {
  return [
    ["names are swapped", "renamed", (secrets) => swap(secrets, "name")],
    ["descriptions are swapped", "renamed", (secrets) => swap(secrets, "description")],
    ["the description is gone", "renamed", ([first]) => Object.assign(first, { description: null })],
    ["the type is another", "altered", ([first]) => Object.assign(first, { secret_type: "other" })],
    [
      "its version is raised",
      "altered",
      ([first]) => {
        const bytes = Buffer.from(first.encrypted_payload, "base64");
        bytes.writeBigUInt64BE(bytes.readBigUInt64BE(4) + 1n, 4);
        first.encrypted_payload = bytes.toString("base64");
      },
    ],
  ];
}

async function otherAnswers({ page, fake, format, ids, honest }) {
  fake.lie = (request, answer) =>
    request === `GET /secrets/${ids.first}` ? { status: 200, body: fake.state.vault.secrets[1] } : answer;
  assert.equal((await page.evaluate((id) => tried(vault.get(id)), ids.first)).code, "bad_answer");
  print({ format, lie: "another secret is answered", code: "bad_answer" });
  fake.restore(honest);
  fake.state.vault.secrets.push(fake.state.vault.secrets[0]);
  assert.equal((await page.evaluate(() => tried(vault.secrets()))).code, "bad_answer");
  print({ format, lie: "a secret is listed twice", code: "bad_answer" });
  fake.restore(honest);
  fake.lie = (request, answer) =>
    request.startsWith("PATCH") ? { status: 409, body: { detail: "read again" } } : answer;
  const conflict = await page.evaluate((id) => tried(vault.change(id, { payload: { api_key: "x" } })), ids.first);
  assert.equal(conflict.code, "conflict");
  print({ format, honest: "somebody else was faster", code: "conflict" });
  fake.restore(honest);
}

// What the documentation says that nobody notices in format 1; a client that did would refuse what others write.
async function format1DoesNotNotice({ page, fake, format, ids, honest }) {
  swap(fake.state.vault.secrets, "name");
  const { name, payload } = await page.evaluate((id) => vault.get(id), ids.first);
  assert.deepEqual([name, payload], ["second", { api_key: "next" }]);
  print({ format, lie: "names are swapped", code: null });
  fake.restore(honest);
}

async function twoOfOneVersion({ page, fake, site, format, ids, honest }) {
  const change = (api_key) =>
    page.evaluate(([id, key]) => vault.change(id, { payload: { api_key: key } }), [ids.first, api_key]);
  await page.evaluate(() => {
    globalThis.mine = vault;
  });
  await change("mine");
  fake.restore(honest);
  await openClient(page, site.origin);
  await openVault(page, VAULT_KEY);
  await change("theirs");
  const got = await page.evaluate((id) => tried(mine.get(id)), ids.first);
  assert.deepEqual([got.code, got.secretId], ["rolled_back", ids.first]);
  print({ format, lie: "the same version has another ciphertext", code: got.code });
  fake.restore(honest);
}

function turned(bytes, at) {
  bytes[at < 0 ? bytes.length + at : at] ^= 1;
  return bytes;
}

function swap([first, second], member) {
  [first[member], second[member]] = [second[member], first[member]];
}
