import { random } from "./cipher.js";
import { VaultError } from "./error.js";

const SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const GROUPS = 8;
const GROUP_LENGTH = 4;
const SHORTEST_VAULT_KEY = 16;
const KINDS_OF_CHARACTERS = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/];

/**
 * Checks a vault key that is about to be made; one that exists is taken as it is.
 *
 * @throws {VaultError} `weak_vault_key`
 */
export function requireStrong(vaultKey) {
  const strong =
    typeof vaultKey === "string" &&
    [...vaultKey].length >= SHORTEST_VAULT_KEY &&
    KINDS_OF_CHARACTERS.every((kind) => kind.test(vaultKey));
  if (!strong) {
    throw new VaultError("weak_vault_key");
  }
}

/** A new recovery code, 158 bits out of a uniform draw. */
export function newRecoveryCode() {
  const groups = Array.from({ length: GROUPS }, () => Array.from({ length: GROUP_LENGTH }, symbol).join(""));
  return groups.join("-");
}

// The last bytes that would favour some symbols are thrown away.
function symbol() {
  const fair = 256 - (256 % SYMBOLS.length);
  for (;;) {
    const [byte] = random(1);
    if (byte < fair) {
      return SYMBOLS[byte % SYMBOLS.length];
    }
  }
}
