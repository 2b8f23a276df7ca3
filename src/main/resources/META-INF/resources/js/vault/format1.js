import { concat, hex, utf8 } from "./bytes.js";
import {
  NONCE_LENGTH,
  KEY_LENGTH,
  TAG_LENGTH,
  aesKey,
  decrypt,
  encrypt,
  fingerprint,
  hkdfKey,
  random,
  sha256,
} from "./cipher.js";
import { VaultError } from "./error.js";
import { openedObject, sealedText } from "./plaintext.js";

// Format 1 of docs/vault-crypto.md: that of existing clients. Every sealed blob is ciphertext, nonce, tag.

const OVERHEAD = NONCE_LENGTH + TAG_LENGTH;

async function seal(key, plaintext, id) {
  const nonce = random(NONCE_LENGTH);
  const sealed = await encrypt(key, nonce, plaintext, utf8(id));
  return concat(sealed.subarray(0, -TAG_LENGTH), nonce, sealed.subarray(-TAG_LENGTH));
}

function open(key, blob, id) {
  const end = blob.length - OVERHEAD;
  const nonce = blob.subarray(end, -TAG_LENGTH);
  return decrypt(key, nonce, concat(blob.subarray(0, end), blob.subarray(-TAG_LENGTH)), utf8(id));
}

/** What a vault key or recovery code gives, out of its 32 bytes, which may be wiped then. */
export async function masterKey(bytes) {
  const proof = hex(await sha256(bytes));
  const key = await aesKey(bytes);
  return Object.freeze({
    unlockProof: async () => proof,
    changeProof: async () => proof,

    wrap: (record, organizationKey) => seal(key, organizationKey, record.id),

    /** @throws {VaultError} `no_key_matched` */
    async unwrap(record, blob) {
      if (blob.length !== KEY_LENGTH + OVERHEAD) {
        throw new VaultError("no_key_matched");
      }
      try {
        return await open(key, blob, record.id);
      } catch (cause) {
        throw new VaultError("no_key_matched", { cause });
      }
    },
  });
}

/** What seals and opens the secrets of one vault, out of the organisation key's 32 bytes, which may be wiped then. */
export async function organizationKey(bytes, organizationId) {
  const key = await aesKey(bytes);
  return Object.freeze({
    fingerprint: await fingerprint(await hkdfKey(bytes), organizationId),

    seal: ({ id, payload }) => seal(key, sealedText(payload), id),

    /** @throws {VaultError} `altered`, `invalid_payload` */
    async open({ id }, blob) {
      if (blob.length < OVERHEAD) {
        throw new VaultError("altered", { secretId: id });
      }
      let plaintext;
      try {
        plaintext = await open(key, blob, id);
      } catch (cause) {
        throw new VaultError("altered", { secretId: id, cause });
      }
      return { payload: openedObject(plaintext, id) };
    },
  });
}
