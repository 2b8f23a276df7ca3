// Walks a secret and an entry through the generated TypeScript client.
import assert from "node:assert/strict";
import {
  CategoriesApi,
  Configuration,
  EntriesApi,
  EntriesErrorFromJSON,
  ModelErrorFromJSON,
  ResponseError,
  SecretsApi,
} from "undercroft-api";

const path = "app/db/password";

async function main(): Promise<void> {
  const configuration = new Configuration({
    basePath: process.env["UNDERCROFT_URL"],
    accessToken: process.env["UNDERCROFT_TOKEN"],
  });
  const secrets = new SecretsApi(configuration);

  const first = await secrets.writeSecret({
    path,
    secretWrite: { data: { password: "first" }, metadata: { tags: ["flow"] } },
  });
  assert.equal(first.created, true);
  assert.equal(first.version, 1);
  assert.equal(first.expiresAt, null);
  const second = await secrets.writeSecret({ path, secretWrite: { data: { password: "second" } } });
  assert.equal(second.previousVersion, 1);

  const read = await secrets.readSecret({ path });
  assert.equal(read.path, path);
  assert.deepEqual(read.data, { password: "second" });
  const old = await secrets.readSecret({ path, version: 1 });
  assert.deepEqual(old.data, { password: "first" });

  const list = await secrets.listSecrets({ prefix: "app/", tag: ["flow"], includeMetadata: true, limit: 10 });
  assert.equal(list.totalCount, 1);
  assert.equal(list.secrets?.[0]?.path, path);
  assert.deepEqual(list.secrets?.[0]?.metadata?.tags, ["flow"]);

  const batch = await secrets.readSecrets({ secretBatch: { paths: [path, "app/none"] } });
  assert.equal(batch.secrets?.[path]?.version, 2);
  assert.equal(batch.errors?.["app/none"]?.code, "secret_not_found");

  const described = await secrets.readSecretMetadata({ path });
  assert.equal(described.currentVersion, 2);
  assert.equal(described.rotationPolicy, null);

  const deleted = await secrets.deleteSecret({ path, permanent: true });
  assert.equal(deleted.permanent, true);

  const refused: unknown = await secrets.readSecret({ path }).catch((error: unknown) => error);
  assert.ok(refused instanceof ResponseError);
  assert.equal(refused.response.status, 404);
  assert.equal(ModelErrorFromJSON(await refused.response.json()).error?.code, "secret_not_found");
  await walkEntry(new CategoriesApi(configuration), new EntriesApi(configuration));
  console.log("flow complete");
}

async function walkEntry(categories: CategoriesApi, entries: EntriesApi): Promise<void> {
  const category = await categories.createCategory({
    categoryDraft: { name: "AWS", keyType: "group", fieldDefinitions: ["AWS_ACCESS_KEY_ID"] },
  });
  assert.equal(category.userId, "flow");
  assert.equal(category.envVarName, null);
  const entry = await entries.createEntry({
    entryDraft: { categoryId: category.id, name: "Blog", value: { AWS_ACCESS_KEY_ID: "first" } },
  });
  assert.equal(entry.environment, null);
  const list = await entries.listEntries({ categoryId: category.id });
  assert.equal(list[0]?.category.name, "AWS");
  const revealed = await entries.revealEntry({ id: entry.id });
  assert.deepEqual(revealed.value, { AWS_ACCESS_KEY_ID: "first" });
  await categories.deleteCategory({ id: category.id });
  const refused: unknown = await entries.revealEntry({ id: entry.id }).catch((error: unknown) => error);
  assert.ok(refused instanceof ResponseError);
  assert.equal(EntriesErrorFromJSON(await refused.response.json()).code, "ENTRY_NOT_FOUND");
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
