// What this client writes for another one to read, and reads of what another one wrote.
import { print } from "./chromium.mjs";

/** One of every type, with every member, and characters that encoders like to get wrong. */
export const PAYLOADS = Object.freeze({
  login: {
    password: 'pä✓𝄞"\\\u2028',
    username: "u",
    email: "u@example.org",
    url: "https://example.org/?a=b&c",
    notes: "two\nlines",
    totp: {
      secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
      algorithm: "sha1",
      digits: 8,
      period: 30,
      issuer: "GitHub",
      account_name: "u",
    },
  },
  api_key: { api_key: "key", endpoint: "https://api.example.org", notes: "n" },
  key_pair: { access_key: "access", secret_key: "secret", endpoint: "https://s3.example.org", notes: "n" },
  ssh_key: {
    private_key: "-----BEGIN\n",
    public_key: "ssh-ed25519 A",
    fingerprint: "SHA256:a",
    passphrase: "p",
    notes: "n",
  },
  other: { data: "" },
});

/** Puts a client into the page as `client`. */
export async function openClient(page, baseUrl, expectedFormat) {
  await page.evaluate(
    (options) => {
      globalThis.client = new vaultModule.VaultClient(options);
    },
    { baseUrl, credential: process.env.VAULT_CREDENTIAL, expectedFormat },
  );
}

/** Unlocks the client's vault and puts it into the page as `vault`. */
export async function openVault(page, text) {
  await page.evaluate(async (given) => {
    globalThis.vault = await client.unlock(given);
  }, text);
}

async function unlocked(browser, service) {
  const page = await browser.open(service);
  await openClient(page, service);
  await openVault(page, process.env.VAULT_KEY);
  return page;
}

export async function initialize(browser, service, format) {
  const page = await browser.open(service);
  await openClient(page, service, Number(format));
  print(await page.evaluate((vaultKey) => client.initialize({ vaultKey }), process.env.VAULT_KEY));
}

export async function write(browser, service) {
  const page = await unlocked(browser, service);
  for (const [type, payload] of Object.entries(PAYLOADS)) {
    const wanted = { type, name: `${type} ✓ of a browser`, description: `a ${type} for another client`, payload };
    print({ secret: await page.evaluate((secret) => vault.create(secret), wanted) });
  }
}

export async function change(browser, service) {
  const page = await unlocked(browser, service);
  const { secrets } = await page.evaluate(() => vault.secrets());
  for (const { id, name, payload } of secrets) {
    const wanted = { name: `${name}, changed`, description: "changed", payload: { ...payload, notes: "changed" } };
    print({ secret: await page.evaluate(([secret, to]) => vault.change(secret, to), [id, wanted]) });
  }
}

export async function read(browser, service) {
  const page = await unlocked(browser, service);
  const { secrets, refused } = await page.evaluate(async () => {
    const { secrets, refused } = await vault.secrets();
    return { secrets, refused: refused.map(({ code, secretId }) => ({ code, secretId })) };
  });
  secrets.forEach((secret) => print({ secret }));
  refused.forEach((refusal) => print({ refused: refusal }));
  for (const { id } of secrets.filter(({ payload }) => payload.totp)) {
    print({ totp: { id, ...(await page.evaluate((login) => vault.totp(login, 59_000), id)) } });
  }
}

export async function replace(browser, service) {
  const page = await browser.open(service);
  await openClient(page, service);
  const texts = { text: process.env.VAULT_KEY, newVaultKey: process.env.NEW_VAULT_KEY };
  const outcome = await page.evaluate(({ text, newVaultKey }) => {
    const isCode = /^([2-9A-Z]{4}-){7}[2-9A-Z]{4}$/.test(text);
    return client.replacePrimaryKey(isCode ? { recoveryCode: text, newVaultKey } : { vaultKey: text, newVaultKey });
  }, texts);
  print(outcome);
}

export async function revoke(browser, service) {
  const page = await browser.open(service);
  await openClient(page, service);
  await page.evaluate((text) => client.revokeKey(text), process.env.VAULT_KEY);
  print({ revoked: true });
}
