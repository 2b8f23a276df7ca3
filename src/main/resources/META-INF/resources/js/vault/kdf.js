import { utf8 } from "./bytes.js";
import { KEY_LENGTH } from "./cipher.js";
import { VaultError } from "./error.js";

/** The only parameters of format 1, the weakest of format 2. */
export const LEAST_PARAMETERS = Object.freeze({ iterations: 3, memoryKib: 65_536, parallelism: 1 });
const MOST_PARAMETERS = Object.freeze({ iterations: 10, memoryKib: 1_048_576, parallelism: 4 });
const SHORTEST_SALT = 8;

/**
 * Parameters that this client derives with.
 *
 * @param {1|2} format
 * @param {{iterations: number, memoryKib: number, parallelism: number}} parameters
 * @throws {VaultError} `refused_parameters`
 */
export function allowedParameters(format, { iterations, memoryKib, parallelism }) {
  const parameters = { iterations, memoryKib, parallelism };
  for (const [name, value] of Object.entries(parameters)) {
    const most = format === 1 ? LEAST_PARAMETERS[name] : MOST_PARAMETERS[name];
    if (!Number.isInteger(value) || value < LEAST_PARAMETERS[name] || value > most) {
      throw new VaultError("refused_parameters", { what: name });
    }
  }
  return Object.freeze(parameters);
}

/** An organisation's id as the salt of its vault; Argon2 takes none of less than eight bytes. */
export function isOrganizationId(text) {
  return typeof text === "string" && utf8(text).length >= SHORTEST_SALT;
}

/**
 * Argon2id of a vault key or recovery code, as it is: nothing is trimmed, folded or normalised. Takes half a second or
 * more of the thread that calls it.
 *
 * @returns {Promise<Uint8Array>} 32 bytes, to be wiped after use
 * @throws {VaultError} `argon2_missing`, `not_enough_memory`
 */
export async function masterKeyBytes(text, organizationId, { iterations, memoryKib, parallelism }) {
  const password = utf8(text);
  if (password.length === 0) {
    throw new VaultError("invalid_input", { what: "the vault key or recovery code is empty" });
  }
  const argon2id = await loadedArgon2();
  try {
    return await argon2id({
      password,
      salt: utf8(organizationId),
      iterations,
      memorySize: memoryKib,
      parallelism,
      hashLength: KEY_LENGTH,
      outputType: "binary",
    });
  } catch (cause) {
    throw failure(cause);
  } finally {
    password.fill(0);
  }
}

// Without a policy's leave browsers refuse to compile WebAssembly; what can't be allocated is out of range for them.
function failure(cause) {
  const isForbidden =
    typeof WebAssembly !== "object" || cause instanceof WebAssembly.CompileError || cause instanceof EvalError;
  if (isForbidden) {
    const what = "a Content-Security-Policy must allow WebAssembly by script-src 'wasm-unsafe-eval'";
    return new VaultError("argon2_missing", { what, cause });
  }
  if (cause instanceof RangeError || /out of memory/i.test(cause?.message)) {
    return new VaultError("not_enough_memory", { cause });
  }
  return new VaultError("argon2_missing", { what: "it failed", cause });
}

// hash-wasm's file for browsers is no module: it leaves its functions in a global.
async function loadedArgon2() {
  try {
    await import("../hash-wasm/argon2.umd.min.js");
  } catch (cause) {
    throw new VaultError("argon2_missing", { cause });
  }
  const argon2id = globalThis.hashwasm?.argon2id;
  if (typeof argon2id !== "function") {
    throw new VaultError("argon2_missing");
  }
  return argon2id;
}
