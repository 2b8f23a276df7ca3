import { VaultError } from "./error.js";

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const CHUNK = 0x8000;

/** Whether a text holds no half of a character, as only JavaScript's can. */
export function isWellFormed(text) {
  return !/\p{Surrogate}/u.test(text);
}

/** UTF-8 of a text as it is. Half a character is refused: an encoder would quietly make U+FFFD of it. */
export function utf8(text) {
  if (typeof text !== "string" || !isWellFormed(text)) {
    throw new VaultError("invalid_input", { what: "it is no text of whole characters" });
  }
  return new TextEncoder().encode(text);
}

/** @throws {TypeError} where the bytes are no UTF-8 */
export function textOf(bytes) {
  return STRICT_UTF8.decode(bytes);
}

export function concat(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function uint32(number) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

export function uint64(number) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number));
  return bytes;
}

/** `lp` of docs/vault-crypto.md, of a text. */
export function lengthPrefixed(text) {
  const bytes = utf8(text);
  return concat(uint32(bytes.length), bytes);
}

export function sameBytes(some, others) {
  return some.length === others.length && some.every((byte, at) => byte === others[at]);
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function base64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}

/**
 * The bytes of canonical base64 with padding; one text for the same bytes, so that nothing can be varied unnoticed.
 *
 * @throws {TypeError} where the text is anything else
 */
export function bytesOfBase64(text) {
  let binary;
  try {
    binary = atob(text);
  } catch (cause) {
    throw new TypeError("no base64", { cause });
  }
  if (btoa(binary) !== text) {
    throw new TypeError("no canonical base64");
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Overwrites keys that are not needed any more. */
export function wipe(...arrays) {
  arrays.forEach((array) => array.fill(0));
}
