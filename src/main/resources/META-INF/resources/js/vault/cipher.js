import { concat, hex, lengthPrefixed } from "./bytes.js";

export const KEY_LENGTH = 32;
export const NONCE_LENGTH = 12;
export const TAG_LENGTH = 16;

export function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** @returns {Promise<CryptoKey>} not extractable */
export function aesKey(bytes) {
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** @returns {Promise<CryptoKey>} what HKDF-SHA256 derives from; not extractable */
export function hkdfKey(bytes) {
  return crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey", "deriveBits"]);
}

function hkdf(label, ...texts) {
  const info = concat(lengthPrefixed(label), ...texts.map(lengthPrefixed));
  return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
}

/** `HKDF(key, lp(label) || lp(text) ...)` as a key for AES-256-GCM; not extractable. */
export function derivedAesKey(key, label, ...texts) {
  const algorithm = { name: "AES-GCM", length: 8 * KEY_LENGTH };
  return crypto.subtle.deriveKey(hkdf(label, ...texts), key, algorithm, false, ["encrypt", "decrypt"]);
}

/** `HKDF(key, lp(label) || lp(text) ...)`, 32 bytes. */
export async function derivedBytes(key, label, ...texts) {
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(label, ...texts), key, 8 * KEY_LENGTH));
}

/** By what an organisation key is known again in a memory. */
export async function fingerprint(organizationKey, organizationId) {
  const bytes = await derivedBytes(organizationKey, "undercroft vault 2 fingerprint", organizationId);
  return hex(bytes.subarray(0, 16));
}

/** @returns {Promise<Uint8Array>} ciphertext and tag */
export async function encrypt(key, nonce, plaintext, additionalData) {
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, plaintext));
}

/** @throws {DOMException} where ciphertext and tag, key, nonce or additional data is not what was sealed */
export async function decrypt(key, nonce, sealed, additionalData) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, sealed));
}
