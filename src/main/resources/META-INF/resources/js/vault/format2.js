import { concat, hex, lengthPrefixed, sameBytes, uint32, uint64 } from "./bytes.js";
import {
  KEY_LENGTH,
  NONCE_LENGTH,
  TAG_LENGTH,
  decrypt,
  derivedAesKey,
  derivedBytes,
  encrypt,
  fingerprint,
  hkdfKey,
  random,
} from "./cipher.js";
import { VaultError } from "./error.js";
import { isObject, openedObject, sealedText } from "./plaintext.js";

// Format 2 of docs/vault-crypto.md: ours. Keys, proofs and ciphertexts are each bound to what they belong to.

const KEY_HEADER = Uint8Array.of(0x55, 0x56, 2, 0x4b);
const PAYLOAD_HEADER = Uint8Array.of(0x55, 0x56, 2, 0x50);
const VERSION_END = PAYLOAD_HEADER.length + 8;
const OVERHEAD = NONCE_LENGTH + TAG_LENGTH;

async function seal(key, plaintext, additionalData) {
  const nonce = random(NONCE_LENGTH);
  return concat(nonce, await encrypt(key, nonce, plaintext, additionalData));
}

function open(key, sealed, additionalData) {
  return decrypt(key, sealed.subarray(0, NONCE_LENGTH), sealed.subarray(NONCE_LENGTH), additionalData);
}

/** What a vault key or recovery code gives, out of its 32 bytes, which may be wiped then. */
export async function masterKey(bytes, organizationId) {
  const key = await hkdfKey(bytes);
  const wrappingKey = ({ id }) => derivedAesKey(key, "undercroft vault 2 wrap", organizationId, id);
  const proof = async (label, { id }) => hex(await derivedBytes(key, label, organizationId, id));
  const additionalData = ({ id, keyType, parameters }) =>
    concat(
      KEY_HEADER,
      ...["undercroft vault 2 key", organizationId, id, keyType].map(lengthPrefixed),
      ...[parameters.iterations, parameters.memoryKib, parameters.parallelism].map(uint32),
    );

  return Object.freeze({
    unlockProof: (record) => proof("undercroft vault 2 unlock", record),
    changeProof: (record) => proof("undercroft vault 2 change", record),

    async wrap(record, organizationKey) {
      const sealed = await seal(await wrappingKey(record), organizationKey, additionalData(record));
      return concat(KEY_HEADER, sealed);
    },

    /** @throws {VaultError} `no_key_matched` */
    async unwrap(record, blob) {
      const header = blob.subarray(0, KEY_HEADER.length);
      if (blob.length !== KEY_HEADER.length + KEY_LENGTH + OVERHEAD || !sameBytes(header, KEY_HEADER)) {
        throw new VaultError("no_key_matched");
      }
      try {
        return await open(await wrappingKey(record), blob.subarray(KEY_HEADER.length), additionalData(record));
      } catch (cause) {
        throw new VaultError("no_key_matched", { cause });
      }
    },
  });
}

/** What seals and opens the secrets of one vault, out of the organisation key's 32 bytes, which may be wiped then. */
export async function organizationKey(bytes, organizationId) {
  const key = await hkdfKey(bytes);
  const payloadKey = (id) => derivedAesKey(key, "undercroft vault 2 payload", organizationId, id);
  const additionalData = (start, { id, type }) =>
    concat(start, ...["undercroft vault 2 payload", organizationId, id, type].map(lengthPrefixed));

  return Object.freeze({
    fingerprint: await fingerprint(key, organizationId),

    async seal({ id, type, version, name, description, payload }) {
      const start = concat(PAYLOAD_HEADER, uint64(version));
      const plaintext = sealedText(description === "" ? { name, payload } : { name, description, payload });
      return concat(start, await seal(await payloadKey(id), plaintext, additionalData(start, { id, type })));
    },

    /** @throws {VaultError} `altered`, `renamed`, `invalid_payload` */
    async open(secret, blob) {
      const start = blob.subarray(0, VERSION_END);
      if (
        blob.length < VERSION_END + OVERHEAD ||
        !sameBytes(start.subarray(0, PAYLOAD_HEADER.length), PAYLOAD_HEADER)
      ) {
        throw new VaultError("altered", { secretId: secret.id });
      }
      let plaintext;
      try {
        const additional = additionalData(start, secret);
        plaintext = await open(await payloadKey(secret.id), blob.subarray(VERSION_END), additional);
      } catch (cause) {
        throw new VaultError("altered", { secretId: secret.id, cause });
      }
      const version = versionOf(start, secret.id);
      const { name, description, payload } = openedObject(plaintext, secret.id);
      if (name !== secret.name || (description ?? "") !== secret.description) {
        throw new VaultError("renamed", { secretId: secret.id });
      }
      if (!isObject(payload)) {
        throw new VaultError("invalid_payload", { secretId: secret.id });
      }
      return { version, payload };
    },
  });
}

function versionOf(start, secretId) {
  const version = Number(new DataView(start.buffer, start.byteOffset + PAYLOAD_HEADER.length, 8).getBigUint64(0));
  if (version < 1 || version > Number.MAX_SAFE_INTEGER) {
    throw new VaultError("altered", { secretId });
  }
  return version;
}
