// Undercroft's vault for browsers: everything is sealed and opened here, the service never sees a key (docs/vault-crypto.md).

import { keysOf, ruleOf, vaultOf } from "./vault/answers.js";
import { base64, wipe } from "./vault/bytes.js";
import { KEY_LENGTH, random } from "./vault/cipher.js";
import { VaultError } from "./vault/error.js";
import { LEAST_PARAMETERS, allowedParameters, isOrganizationId } from "./vault/kdf.js";
import { InMemory } from "./vault/memory.js";
import { derive, open, organizationKeyOf } from "./vault/opening.js";
import { Seen } from "./vault/seen.js";
import { newRecoveryCode, requireStrong } from "./vault/texts.js";
import { UnlockedVault } from "./vault/unlocked.js";
import { Wire, expect, isUuid, requireUuid } from "./vault/wire.js";

export { VaultError } from "./vault/error.js";
export { InMemory, LocalStorageMemory } from "./vault/memory.js";
export { SECRET_TYPES } from "./vault/payloads.js";
export { newRecoveryCode } from "./vault/texts.js";
export { parseOtpauth, totpCode } from "./vault/totp.js";
export { UnlockedVault } from "./vault/unlocked.js";

const RECOVERY_CODES = 4;
// Failures that leave open whether a vault was made; `conflict` is among them, since a request may be sent twice on its way.
const UNCERTAIN = ["timeout", "unreachable", "unavailable", "bad_answer", "conflict"];

/**
 * The vault of one organisation at one service. Every method throws `VaultError`s alone: whatever the service answers
 * (`unauthorized`, `forbidden`, `unreachable` ...) besides what it names itself.
 *
 * Vault keys and recovery codes are texts of JavaScript, which nothing can wipe: let go of them early.
 */
export class VaultClient {
  #wire;
  #seen;
  #expectedFormat;

  /**
   * @param {object} options
   * @param {string} [options.baseUrl] the service's address, by default the page's origin
   * @param {string} options.credential an access key of the service or a JWT
   * @param {import("./vault/memory.js").VaultMemory} [options.memory] by default one that lasts as long as this object
   * @param {1|2} [options.expectedFormat] any other is refused before anything is derived
   * @param {string} [options.organizationId] any other organisation is refused before anything is derived
   * @throws {VaultError} `invalid_input`
   */
  constructor({
    baseUrl = globalThis.location?.origin,
    credential,
    memory = new InMemory(),
    expectedFormat,
    organizationId,
  }) {
    if (![undefined, 1, 2].includes(expectedFormat)) {
      throw new VaultError("invalid_input", { what: "expectedFormat" });
    }
    if (organizationId !== undefined && !isOrganizationId(organizationId)) {
      throw new VaultError("invalid_input", { what: "organizationId" });
    }
    this.#wire = new Wire(baseUrl, credential);
    this.#seen = new Seen(memory, this.#wire.service, organizationId);
    this.#expectedFormat = expectedFormat;
  }

  /**
   * The vault's description: `id`, `organizationId`, `format`, `parameters`, counts and times.
   *
   * @throws {VaultError} `no_vault`, `unknown_format`, `unexpected_format`, `refused_parameters`,
   *   `organization_changed`
   */
  async info() {
    const vault = vaultOf(await this.#infoAnswer(), this.#expectedFormat);
    await this.#seen.checkVault(vault);
    return vault;
  }

  /**
   * Makes the organisation's vault. The recovery codes exist nowhere else: show them once. They are given also where the
   * answer was lost or the memory can't be written, as long as the service then shows that the vault was made.
   *
   * @param {object} options
   * @param {string} options.vaultKey
   * @param {1|2} [options.format] by default the expected one, else 1
   * @param {{iterations: number, memoryKib: number, parallelism: number}} [options.parameters] stronger ones, in
   *   format 2 alone
   * @returns {Promise<{vaultId?: string, vaultKeyId: string, recoveryCodes: string[]}>} no `vaultId` where the answer was
   *   lost and the service does not say it any more
   * @throws {VaultError} `weak_vault_key`, `conflict` where there is a vault, `unexpected_format`, `refused_parameters`
   */
  async initialize({ vaultKey, format = this.#expectedFormat ?? 1, parameters = LEAST_PARAMETERS }) {
    requireStrong(vaultKey);
    const vault = await this.#newVault(format, parameters);
    const organizationKey = random(KEY_LENGTH);
    try {
      const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
      const primary = await newKey(vault, organizationKey, "primary", vaultKey);
      const recovery = [];
      for (const code of recoveryCodes) {
        recovery.push(await newKey(vault, organizationKey, "recovery", code));
      }
      const { fingerprint } = await organizationKeyOf(vault, organizationKey);
      const vaultId = await this.#make(primary.id, {
        ...(format === 2 ? { payload_format: 2, kdf: kdfOf(vault.parameters) } : {}),
        vault_key: primary,
        recovery_keys: recovery,
      });
      // The vault stands, and its codes must not be lost; unlocking it will meet a memory's failure again.
      await this.#seen.recordVault(vault, fingerprint).catch(() => undefined);
      return { vaultId, vaultKeyId: primary.id, recoveryCodes };
    } finally {
      wipe(organizationKey);
    }
  }

  /**
   * Opens the vault with a vault key or a recovery code, which is not spent by that.
   *
   * @param {string} text taken as it is
   * @returns {Promise<UnlockedVault>}
   * @throws {VaultError} `no_key_matched`, `deleted_vault`, and whatever `info` throws
   */
  async unlock(text) {
    const { vault, secrets, proof, organizationKeyBytes, key, before } = await this.#open(text, [
      "primary",
      "recovery",
    ]);
    wipe(organizationKeyBytes);
    return UnlockedVault.withSecrets({ wire: this.#wire, seen: this.#seen, vault, key, proof }, before, secrets);
  }

  /**
   * Puts a new vault key in the place of the present one. A recovery code that is used for it is spent.
   *
   * @param {{vaultKey?: string, recoveryCode?: string, newVaultKey: string}} options one of the first two
   * @returns {Promise<{vaultKeyId: string}>}
   * @throws {VaultError} `weak_vault_key`, `no_key_matched`, `forbidden` or `not_found` where another was faster
   */
  async replacePrimaryKey({ vaultKey, recoveryCode, newVaultKey }) {
    requireStrong(newVaultKey);
    if ((vaultKey === undefined) === (recoveryCode === undefined)) {
      throw new VaultError("invalid_input", { what: "either vaultKey or recoveryCode" });
    }
    const keyType = vaultKey === undefined ? "recovery" : "primary";
    const { vault, master, record, organizationKeyBytes } = await this.#open(vaultKey ?? recoveryCode, [keyType]);
    try {
      const { key_type: _, ...material } = await newKey(vault, organizationKeyBytes, "primary", newVaultKey);
      const proof = keyType === "primary" ? "current_auth_hash" : "recovery_auth_hash";
      const body = { ...material, [proof]: await master.changeProof(record) };
      const answer = await this.#wire.put("/keys/primary", body);
      expect(answer.id === material.id, "another vault key");
      return { vaultKeyId: material.id };
    } finally {
      wipe(organizationKeyBytes);
    }
  }

  /**
   * Revokes the key of a recovery code, or of a vault key.
   *
   * @throws {VaultError} `no_key_matched`, `conflict` where it is the last primary key
   */
  async revokeKey(text) {
    const { master, record, organizationKeyBytes } = await this.#open(text, ["primary", "recovery"]);
    wipe(organizationKeyBytes);
    await this.#wire.delete(`/keys/${await master.changeProof(record)}`);
  }

  /** @returns {Promise<{id: string, keyType: "primary"|"recovery", createdBy?: string, createdAt: string}[]>} */
  async keys() {
    return keysOf(await this.#wire.get("/keys"));
  }

  /**
   * Lets an agent's credential see a secret. A rule of the service, not cryptography.
   *
   * @throws {VaultError} `not_found`, `conflict` where it may already
   */
  async grant(secretId, identityId) {
    const body = { identity_id: requireUuid(identityId) };
    const rule = ruleOf(await this.#wire.post(`/secrets/${requireUuid(secretId)}/access`, body));
    expect(rule.secretId === secretId && rule.identityId === identityId, "another access rule");
    return rule;
  }

  /** @throws {VaultError} `not_found` */
  async revokeAccess(secretId, identityId) {
    await this.#wire.delete(`/secrets/${requireUuid(secretId)}/access/${requireUuid(identityId)}`);
  }

  /** @returns {Promise<{id: string, secretId: string, identityId: string, createdAt: string}[]>} */
  async accessRules(secretId) {
    const rules = await this.#wire.get(`/secrets/${requireUuid(secretId)}/access`);
    expect(Array.isArray(rules), "access rules");
    const read = rules.map(ruleOf);
    expect(
      read.every((rule) => rule.secretId === secretId),
      "rules of another secret",
    );
    return read;
  }

  async #infoAnswer() {
    try {
      return await this.#wire.get("/info");
    } catch (error) {
      throw error.code === "not_found" ? new VaultError("no_vault", { status: error.status }) : error;
    }
  }

  async #newVault(format, parameters) {
    if (format !== 1 && format !== 2) {
      throw new VaultError("unknown_format");
    }
    if (this.#expectedFormat !== undefined && format !== this.#expectedFormat) {
      throw new VaultError("unexpected_format");
    }
    const allowed = allowedParameters(format, parameters);
    const { organization_id: organizationId } = await this.#wire.whoami();
    expect(isOrganizationId(organizationId), "organization_id");
    await this.#seen.checkOrganization(organizationId);
    return { organizationId, format, parameters: allowed };
  }

  // The recovery codes exist nowhere else: where the answer leaves it open, the list of keys says whether they count.
  async #make(keyId, body) {
    try {
      const answer = await this.#wire.post("/initialize", body);
      expect(isUuid(answer.vault_id), "vault id");
      expect(answer.vault_key_id === keyId && answer.recovery_key_count === RECOVERY_CODES, "another vault key");
      return answer.vault_id;
    } catch (failed) {
      if (!UNCERTAIN.includes(failed.code) || !(await this.#hasKey(keyId))) {
        throw failed;
      }
      return this.#wire.get("/info").then(
        ({ id }) => (isUuid(id) ? id : undefined),
        () => undefined,
      );
    }
  }

  async #hasKey(keyId) {
    try {
      return (await this.keys()).some(({ id }) => id === keyId);
    } catch {
      return false;
    }
  }

  async #open(text, keyTypes) {
    const vault = await this.info();
    const before = await this.#seen.recall();
    const opened = await open(this.#wire, vault, text, keyTypes);
    try {
      const key = await organizationKeyOf(vault, opened.organizationKeyBytes);
      await this.#seen.recordVault(vault, key.fingerprint);
      return { ...opened, vault, key, before };
    } catch (error) {
      wipe(opened.organizationKeyBytes);
      throw error;
    }
  }
}

async function newKey(vault, organizationKey, keyType, text) {
  const record = { id: crypto.randomUUID(), keyType, parameters: vault.parameters };
  const master = await derive(vault, text);
  return {
    id: record.id,
    wrapped_org_encryption_key: base64(await master.wrap(record, organizationKey)),
    auth_hash: await master.unlockProof(record),
    ...(vault.format === 2 ? { change_auth_hash: await master.changeProof(record) } : {}),
    key_type: keyType,
  };
}

function kdfOf({ iterations, memoryKib, parallelism }) {
  return { iterations, memory_kib: memoryKib, parallelism };
}
