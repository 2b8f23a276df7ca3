import { textOf, utf8, wipe } from "./bytes.js";
import { VaultError } from "./error.js";

/** The UTF-8 of an object's JSON. */
export function sealedText(object) {
  return utf8(JSON.stringify(object));
}

/**
 * The JSON object of a plaintext, which is wiped.
 *
 * @throws {VaultError} `invalid_payload`
 */
export function openedObject(plaintext, secretId) {
  try {
    const object = JSON.parse(textOf(plaintext));
    if (isObject(object)) {
      return object;
    }
  } catch (cause) {
    // A parser quotes what it could not read, so its error goes no further.
    throw new VaultError("invalid_payload", { secretId });
  } finally {
    wipe(plaintext);
  }
  throw new VaultError("invalid_payload", { secretId });
}

export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
