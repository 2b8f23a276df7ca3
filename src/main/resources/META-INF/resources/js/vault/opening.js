import { bytesOfBase64, wipe } from "./bytes.js";
import { keysOf } from "./answers.js";
import { VaultError } from "./error.js";
import * as format1 from "./format1.js";
import * as format2 from "./format2.js";
import { masterKeyBytes } from "./kdf.js";
import { expect } from "./wire.js";

const FORMATS = Object.freeze({ 1: format1, 2: format2 });
// One primary key and four recovery codes; a service that lists many would only have us ask for ever.
const MOST_KEYS = 50;

/** @returns what `masterKey` of the vault's format gives for this vault key or recovery code */
export async function derive({ organizationId, format, parameters }, text) {
  const bytes = await masterKeyBytes(text, organizationId, parameters);
  try {
    return await FORMATS[format].masterKey(bytes, organizationId);
  } finally {
    wipe(bytes);
  }
}

/** What seals and opens the secrets of a vault. */
export function organizationKeyOf({ organizationId, format }, bytes) {
  return FORMATS[format].organizationKey(bytes, organizationId);
}

/**
 * Finds the key record that a vault key or recovery code opens.
 *
 * @param {import("./wire.js").Wire} wire
 * @param {object} vault as `vaultOf` gives it
 * @param {string} text
 * @param {("primary"|"recovery")[]} keyTypes of the records that are tried
 * @returns the record, the master key, the organisation key's bytes (to be wiped), the unlock proof and the secrets
 * @throws {VaultError} `no_key_matched`
 */
export async function open(wire, vault, text, keyTypes) {
  const master = await derive(vault, text);
  const keys = keysOf(await wire.get("/keys"));
  expect(keys.length <= MOST_KEYS, "too many keys");
  // In format 1 all records have one proof, so one answer serves them all.
  const answers = new Map();
  for (const key of keyTypes.flatMap((type) => keys.filter(({ keyType }) => keyType === type))) {
    const record = { ...key, parameters: vault.parameters };
    const proof = await master.unlockProof(record);
    if (!answers.has(proof)) {
      answers.set(proof, await unlockAnswer(wire, proof));
    }
    const { wrapped, secrets } = answers.get(proof);
    const organizationKeyBytes = wrapped && (await unwrapped(master, record, wrapped));
    if (organizationKeyBytes) {
      return { record, master, organizationKeyBytes, proof, secrets };
    }
  }
  throw new VaultError("no_key_matched");
}

async function unwrapped(master, record, wrapped) {
  try {
    return await master.unwrap(record, wrapped);
  } catch (refusal) {
    if (refusal.code !== "no_key_matched") {
      throw refusal;
    }
    return undefined;
  }
}

// Some services of this API answer so where no key has the proof.
function emptyWhereNotFound(error) {
  if (error.code !== "not_found") {
    throw error;
  }
  return {};
}

/** @returns {Promise<{wrapped?: Uint8Array, secrets: object[]}>} without a wrapped key where no record has the proof */
export async function unlockAnswer(wire, proof) {
  const answer = await wire.get(`/unlock?auth_hash=${proof}`).catch(emptyWhereNotFound);
  const blob = answer.wrapped_org_encryption_key ?? undefined;
  expect(Array.isArray(answer.encrypted_secrets ?? []), "encrypted_secrets");
  try {
    return { wrapped: blob === undefined ? undefined : bytesOfBase64(blob), secrets: answer.encrypted_secrets ?? [] };
  } catch (cause) {
    throw new VaultError("no_key_matched", { cause });
  }
}
