// A vault that is made while answers are lost or odd: whoever made it gets its recovery codes.
import assert from "node:assert/strict";
import { print } from "./chromium.mjs";

export async function making(page, fake, site, format, vaultKey) {
  const lose =
    (answer, { keys } = {}) =>
    (request, honest) => {
      if (request === "GET /keys" && keys) return keys;
      return request === "POST /initialize" ? answer(honest) : honest;
    };
  const cut = { status: 503, text: "" };
  for (const [what, lie, outcome, memory = "honest"] of [
    ["the answer is lost", lose(() => cut), "codes"],
    ["the answer is no JSON", lose(() => ({ status: 201, text: "<html>" })), "codes"],
    ["the answer is empty", lose(() => ({ status: 201, body: {} })), "codes"],
    ["the answer is null", lose(() => ({ status: 201, text: "null" })), "codes"],
    [
      "the answer names another key",
      lose(({ body }) => ({ status: 201, body: { ...body, vault_key_id: body.vault_id } })),
      "codes",
    ],
    [
      "the answer's vault has no id",
      lose(({ body }) => ({ status: 201, body: { ...body, vault_id: "../x" } })),
      "codes",
    ],
    ["the request was repeated on its way", lose(() => ({ status: 409, body: {} })), "codes"],
    ["nothing was made", lose(() => cut, { keys: { status: 404, body: {} } }), "unavailable"],
    [
      "the vault is somebody else's",
      lose(() => ({ status: 409, body: {} }), { keys: { status: 200, body: [] } }),
      "conflict",
    ],
    ["the memory is full", lose((honest) => honest), "codes", "full"],
  ]) {
    fake.restore({ organizationId: "org_of_the_fake" });
    fake.lie = lie;
    const got = await page.evaluate(
      async ([baseUrl, credential, text, number, kind]) => {
        const memory = new vaultModule.InMemory();
        if (kind === "full") {
          memory.remember = () => {
            throw new Error("full");
          };
        }
        const client = new vaultModule.VaultClient({ baseUrl, credential, memory });
        return tried(client.initialize({ vaultKey: text, format: number }));
      },
      [site.origin, process.env.VAULT_CREDENTIAL, vaultKey, format, memory],
    );
    assert.equal(got.code ?? "codes", outcome, what);
    if (outcome === "codes") {
      assert.equal(got.value.recoveryCodes.length, 4, what);
      assert.equal(got.value.vaultKeyId, fake.state.vault.keys[0].id, what);
      assert.equal(got.value.vaultId, fake.state.vault.id, what);
      fake.lie = (_request, answer) => answer;
      const unlocked = await page.evaluate(
        ([baseUrl, credential, code]) =>
          tried(new vaultModule.VaultClient({ baseUrl, credential }).unlock(code).then((vault) => vault.format)),
        [site.origin, process.env.VAULT_CREDENTIAL, got.value.recoveryCodes[3]],
      );
      assert.equal(unlocked.value, format, what);
    }
    print({ format, making: what, outcome });
  }
}

/** While a vault is unlocked somebody changes a secret, and another page of this origin sees that first. */
export async function slowUnlock({ page, fake, site, format, ids, honest }, vaultKey) {
  fake.restore(honest);
  await page.evaluate(
    async ([baseUrl, credential, text]) => {
      const clientWith = (memory) => new vaultModule.VaultClient({ baseUrl, credential, memory });
      const shared = new vaultModule.InMemory();
      const somebody = await clientWith(new vaultModule.InMemory()).unlock(text);
      globalThis.slow = { client: clientWith(shared), other: clientWith(shared), somebody };
    },
    [site.origin, process.env.VAULT_CREDENTIAL, vaultKey],
  );
  let isChanged = false;
  fake.lie = async (request, answer) => {
    if (request !== "GET /unlock" || isChanged) return answer;
    isChanged = true;
    const old = structuredClone(answer);
    await page.evaluate(
      async ([text, id]) => {
        await slow.somebody.change(id, { payload: { api_key: "newer" } });
        await slow.other.unlock(text);
      },
      [vaultKey, ids.first],
    );
    return old;
  };
  const got = await page.evaluate(
    async ([text, id]) => {
      const vault = await slow.client.unlock(text);
      return tried(vault.get(id).then(({ payload }) => payload.api_key));
    },
    [vaultKey, ids.first],
  );
  assert.ok(isChanged);
  assert.equal(got.value, "newer", got.code);
  print({ format, honest: "a secret is changed while the vault is unlocked" });
  fake.restore(honest);
}
