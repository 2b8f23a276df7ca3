// A service that lies, as docs/vault-crypto.md lists it ("What a client refuses"), and one that does not.
import assert from "node:assert/strict";
import { load, print } from "./chromium.mjs";
import { openClient, openVault } from "./exchange.mjs";
import { FakeVault } from "./fakevault.mjs";
import { life } from "./life.mjs";
import { liesAboutSecrets } from "./lies-about-secrets.mjs";
import { liesAboutVaults } from "./lies-about-vaults.mjs";
import { making, slowUnlock } from "./making.mjs";
import { misuse } from "./misuse.mjs";
import { races } from "./races.mjs";
import { startSite } from "./site.mjs";

export const VAULT_KEY = "Test-Passw0rd!xy";
const AGENT = "0a0b0c0d-0000-4000-8000-000000000001";

export async function lies(browser, resources) {
  Object.assign(process.env, { VAULT_CREDENTIAL: "credential-of-the-test", VAULT_KEY, IDENTITY_ID: AGENT });
  const fake = new FakeVault();
  const site = await startSite(resources, (...request) => fake.answer(...request));
  const page = await browser.open(site.origin);
  await misuse(page, site);
  await races(page);
  for (const format of [1, 2]) {
    fake.restore({ organizationId: "org_of_the_fake" });
    await life(browser, site.origin, format);
    const world = await prepare(page, fake, site, format);
    await requestsGiveNothingAway(world);
    await slowUnlock(world, VAULT_KEY);
    await liesAboutSecrets(world);
    await liesAboutVaults(world);
    await whatIsRememberedOutlivesThePage(world);
    await making(page, fake, site, format, VAULT_KEY);
  }
  site.close();
}

/** A vault with three secrets, the first of which was changed, and one that was deleted; `vault` in the page has seen all. */
async function prepare(page, fake, site, format) {
  fake.restore({ organizationId: "org_of_the_fake" });
  await load(page, site.origin);
  await openClient(page, site.origin, format);
  await page.evaluate((vaultKey) => client.initialize({ vaultKey }), VAULT_KEY);
  await openVault(page, VAULT_KEY);
  const ids = {};
  for (const name of ["first", "second", "gone"]) {
    const secret = { type: "api_key", name, description: `the ${name}`, payload: { api_key: name } };
    ids[name] = (await page.evaluate((wanted) => vault.create(wanted), secret)).id;
  }
  const [old, , gone] = structuredClone(fake.state.vault.secrets);
  await page.evaluate((id) => vault.change(id, { payload: { api_key: "next" } }), ids.first);
  await page.evaluate((id) => vault.delete(id), ids.gone);
  await page.evaluate(async (baseUrl) => {
    globalThis.memory = new vaultModule.InMemory();
    globalThis.remembering = (options) => new vaultModule.VaultClient({ baseUrl, memory, ...options });
  }, site.origin);
  return { page, fake, site, format, ids, old, gone, honest: fake.snapshot() };
}

async function requestsGiveNothingAway({ page, fake, format }) {
  await page.evaluate(() => {
    document.cookie = "session=of-the-page";
    return client.info();
  });
  assert.equal(fake.lastHeaders.cookie, undefined);
  assert.equal(fake.lastHeaders.referer, undefined);
  print({ format, honest: "requests carry neither cookies nor the page's address" });
}

async function whatIsRememberedOutlivesThePage({ page, fake, site, format, ids, old, honest }) {
  const start = async () => {
    await load(page, site.origin);
    await openClient(page, site.origin);
    await page.evaluate(
      ([baseUrl, credential]) => {
        const memory = new vaultModule.LocalStorageMemory({ name: "of the test" });
        globalThis.client = new vaultModule.VaultClient({ baseUrl, credential, memory });
      },
      [site.origin, process.env.VAULT_CREDENTIAL],
    );
  };
  fake.state.vault.secrets[0] = old;
  await start();
  await openVault(page, VAULT_KEY);
  fake.restore(honest);
  await page.evaluate(() => vault.secrets());
  fake.state.vault.secrets[0] = old;
  await start();
  await openVault(page, VAULT_KEY);
  const refused = await page.evaluate(async () =>
    (await vault.secrets()).refused.map(({ code, secretId }) => [code, secretId]),
  );
  assert.deepEqual(refused, [["rolled_back", ids.first]]);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!kept.includes(VAULT_KEY) && !kept.includes("first"));

  await page.evaluate(() => localStorage.setItem(localStorage.key(0), "{"));
  assert.equal((await page.evaluate((text) => tried(client.unlock(text)), VAULT_KEY)).code, "memory");
  await page.evaluate(() => localStorage.clear());
  print({ format, lie: "an old ciphertext is shown to a new page", code: "rolled_back" });
}
