// Walks a store and its secrets through one generation of the official SDK: node sdk.mjs 4|5|6|7
import assert from "node:assert/strict";

const generation = Number(process.argv[2]);
const account_id = process.env.CLOUDFLARE_ACCOUNT_ID;
const { default: Cloudflare } = await import(`cloudflare${generation}`);
const { stores, quota } = new Cloudflare().secretsStore;

// The generations differ in what a store is made of and in the order of arguments, never on the wire.
const createStore = async (name) => {
  if (generation >= 6) {
    return stores.create({ account_id, name });
  }
  const page = await stores.create({ account_id, body: [{ name }] });
  return page.result[0];
};
const ofSecret = (call, store_id, id, params = {}) =>
  generation >= 7
    ? stores.secrets[call](id, { account_id, store_id, ...params })
    : stores.secrets[call](store_id, id, { account_id, ...params });
const all = async (pages) => {
  const items = [];
  for await (const item of pages) {
    items.push(item);
  }
  return items;
};

const name = `sdk_${generation}`;
const store = await createStore(name);
assert.equal(store.name, name);
assert.ok((await all(stores.list({ account_id, per_page: 1 }))).some((listed) => listed.id === store.id));

const body = ["a", "b", "c"].map((n) => ({ name: n, value: `value of ${n}`, scopes: ["workers"], comment: "by the SDK" }));
const created = await all(stores.secrets.create(store.id, { account_id, body }));
assert.deepEqual(created.map((secret) => secret.name), ["a", "b", "c"]);
assert.ok(created.every((secret) => secret.status === "active" && secret.store_id === store.id && !("value" in secret)));

const listed = await all(stores.secrets.list(store.id, { account_id, per_page: 2, order: "name", direction: "asc" }));
assert.deepEqual(listed.map((secret) => secret.name), ["a", "b", "c"]);
const found = await all(stores.secrets.list(store.id, { account_id, search: "B", scopes: [["workers"]].flat() }));
assert.equal(found.length, 3, "the comment holds a b too");

const [a, b, c] = created;
const got = await ofSecret("get", store.id, a.id);
assert.deepEqual(got.scopes, ["workers"]);
const edited = await ofSecret("edit", store.id, a.id, { value: "another", comment: "edited", scopes: ["workers", "ai_gateway"] });
assert.equal(edited.comment, "edited");
const copy = await ofSecret("duplicate", store.id, a.id, { name: "copy", scopes: ["workers"] });
assert.equal(copy.name, "copy");
assert.equal((await quota.get({ account_id })).secrets.usage >= 4, true);

let refusals = 0;
await assert.rejects(stores.secrets.create(store.id, { account_id, body: [body[0]] }), (error) => {
  refusals += 1;
  return error.status === 409 && error.errors[0].code === 1003;
});
assert.equal(refusals, 1);
await assert.rejects(ofSecret("get", store.id, "0".repeat(32)), (error) => error.status === 404);
await assert.rejects(stores.secrets.bulkDelete(store.id, { account_id }), (error) => error.status === 400);

await ofSecret("delete", store.id, copy.id);
await stores.secrets.bulkDelete(store.id, { account_id }, { body: { ids: [b.id, c.id] } });
assert.equal((await all(stores.secrets.list(store.id, { account_id }))).length, 1);
await assert.rejects(stores.delete(store.id, { account_id }), (error) => error.status === 409);
await ofSecret("delete", store.id, a.id);
await stores.delete(store.id, { account_id });
console.log("flow complete");
