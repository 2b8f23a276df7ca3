import { base64, hex, utf8 } from "./bytes.js";
import { sha256 } from "./cipher.js";
import { VaultError } from "./error.js";
import { unlockAnswer } from "./opening.js";
import { checkedPayload, readPayload } from "./payloads.js";
import { SecretReading } from "./reading.js";
import { checkedTotp, parseOtpauth, totpCode } from "./totp.js";
import { expect, requireUuid } from "./wire.js";

/**
 * @typedef {object} Secret
 * @property {string} id
 * @property {"login"|"api_key"|"key_pair"|"ssh_key"|"other"} type
 * @property {string} name
 * @property {string} description empty where there is none
 * @property {object} payload its members are those of docs/vault.md, in their names there
 * @property {number} [version] in format 2
 * @property {string} digest SHA-256 of its ciphertext, hexadecimal
 * @property {string} createdAt as the service says it
 * @property {string} updatedAt as the service says it
 */

/** A vault whose organisation key this page holds, in a form that scripts can use but not read, until `close`. */
export class UnlockedVault {
  #wire;
  #seen;
  #vault;
  #key;
  #proof;
  #reading;

  /** Made by `VaultClient.unlock`. */
  constructor({ wire, seen, vault, key, proof }) {
    this.#wire = wire;
    this.#seen = seen;
    this.#vault = vault;
    this.#key = key;
    this.#proof = proof;
    this.#reading = new SecretReading(wire, seen, () => this.#requireOpen());
  }

  /** A vault that has seen the secrets which came with its key; what is refused among them is so again when asked for. */
  static async withSecrets(parts, before, answers) {
    const vault = new UnlockedVault(parts);
    await vault.#reading.openAll(before, answers);
    return vault;
  }

  /** The vault's format, 1 or 2. */
  get format() {
    return this.#vault.format;
  }

  /**
   * All secrets that the credential may see, as they are now. Those that can't be trusted are apart, one refusal each.
   *
   * @returns {Promise<{secrets: Secret[], refused: VaultError[]}>}
   * @throws {VaultError} `no_key_matched` where the vault key was replaced since
   */
  async secrets() {
    this.#requireOpen();
    const before = await this.#seen.recall();
    const { wrapped, secrets } = await unlockAnswer(this.#wire, this.#proof);
    if (wrapped === undefined) {
      throw new VaultError("no_key_matched");
    }
    return this.#reading.openAll(before, secrets);
  }

  /**
   * @param {string} id
   * @returns {Promise<Secret>}
   * @throws {VaultError} `altered`, `rolled_back`, `renamed`, `invalid_payload`, `not_found`, `conflict` where it is being
   *   changed faster than it can be read
   */
  async get(id) {
    return (await this.#reading.read(id)).secret;
  }

  /**
   * @param {{type: string, name: string, description?: string, payload: object}} secret the caller names its type
   * @returns {Promise<Secret>} with the id that was made for it
   * @throws {VaultError} `invalid_input`, `forbidden`
   */
  async create({ type, name, description = "", payload }) {
    requireTexts(name, description);
    const id = crypto.randomUUID();
    const first = this.#vault.format === 2 ? { version: 1 } : {};
    const secret = { id, type, name, description, payload: checkedPayload(type, payload), ...first };
    const { encrypted, sighting } = await this.#seal(secret);
    const answer = await this.#wire.post("/secrets", {
      id,
      name,
      ...(description === "" ? {} : { description }),
      secret_type: type,
      encrypted_payload: encrypted,
    });
    expect(answer.id === id, "another secret");
    await this.#seen.recordWritten(this.#requireOpen().fingerprint, sighting, "");
    return { ...secret, digest: sighting.sha256, createdAt: answer.created_at, updatedAt: answer.updated_at };
  }

  /**
   * Changes what is given and leaves the rest. A payload is replaced as a whole.
   *
   * @param {string|Secret} read its id, or the secret as it was read: then only if its ciphertext is still the same
   * @param {{name?: string, description?: string, payload?: object}} change an empty description takes it away
   * @returns {Promise<Secret>}
   * @throws {VaultError} `conflict` where somebody else changed it meanwhile, and whatever `get` throws
   */
  async change(read, { name, description, payload }) {
    const current = await this.#current(read);
    const { type } = current.secret;
    return this.#rewrite(current, {
      name,
      description,
      payload: payload === undefined ? undefined : checkedPayload(type, payload),
    });
  }

  /** @throws {VaultError} `not_found`, `forbidden` */
  async delete(id) {
    this.#requireOpen();
    await this.#wire.delete(`/secrets/${requireUuid(id)}`);
    await this.#seen.recordDeletion(this.#requireOpen().fingerprint, id);
  }

  /**
   * The code of a login's one-time password.
   *
   * @param {string} id
   * @param {number} [atMillis] milliseconds since 1970, now by default
   * @returns {Promise<{code: string, periodStart: number, periodEnd: number, secondsRemaining: number}>}
   * @throws {VaultError} `wrong_type`, `no_totp`
   */
  async totp(id, atMillis) {
    const { payload } = (await this.#login(id)).secret;
    if (!payload.totp) {
      throw new VaultError("no_totp", { secretId: id });
    }
    return totpCode(payload.totp, atMillis);
  }

  /**
   * @param {string} id of a login
   * @param {object|string} totp its settings, or an `otpauth://totp/` address
   * @throws {VaultError} `wrong_type`, `invalid_input`
   */
  async setTotp(id, totp) {
    const settings = typeof totp === "string" ? parseOtpauth(totp) : totp;
    const totpAsSealed = checkedTotp(settings);
    const current = await this.#login(id);
    return this.#rewrite(current, { payload: { ...current.sealed, totp: totpAsSealed } });
  }

  /** @throws {VaultError} `wrong_type` */
  async removeTotp(id) {
    const current = await this.#login(id);
    const { totp, ...payload } = current.sealed;
    return this.#rewrite(current, totp === undefined ? {} : { payload });
  }

  /** Lets go of the key; every later call throws `closed`. */
  close() {
    this.#key = undefined;
    this.#proof = undefined;
  }

  #requireOpen() {
    if (this.#key === undefined) {
      throw new VaultError("closed");
    }
    return this.#key;
  }

  async #current(read) {
    if (typeof read === "string") {
      return this.#reading.read(read);
    }
    if (typeof read?.digest !== "string") {
      throw new VaultError("invalid_input", { what: "neither an id nor a secret that was read" });
    }
    const current = await this.#reading.read(read.id);
    if (current.secret.digest !== read.digest) {
      throw new VaultError("conflict", { secretId: read.id });
    }
    return current;
  }

  async #login(id) {
    const current = await this.#reading.read(id);
    if (current.secret.type !== "login") {
      throw new VaultError("wrong_type", { secretId: id });
    }
    return current;
  }

  // The payload is what gets sealed: members that this client does not know are kept, unless the caller replaced it all.
  async #rewrite({ secret: before, sealed }, { name, description, payload }) {
    const { id } = before;
    const secret = { ...before, name: name ?? before.name, description: description ?? before.description };
    requireTexts(secret.name, secret.description);
    const texts = changedTexts(before, secret);
    if (payload === undefined && Object.keys(texts).length === 0) {
      return before;
    }
    if (payload === undefined && this.#vault.format === 1) {
      const answer = await this.#wire.patch(`/secrets/${id}`, texts);
      return { ...secret, updatedAt: answer.updated_at };
    }
    if (this.#vault.format === 2) {
      secret.version = nextVersion(before);
    }
    const next = payload ?? sealed;
    // Before anything is sent: what could not be read again must not be written.
    secret.payload = readPayload(secret.type, next, id);
    const { encrypted, sighting } = await this.#seal({ ...secret, payload: next });
    const answer = await this.#wire.patch(`/secrets/${id}`, { ...texts, encrypted_payload: encrypted });
    await this.#seen.recordWritten(this.#requireOpen().fingerprint, sighting, before.digest);
    return { ...secret, digest: sighting.sha256, updatedAt: answer.updated_at };
  }

  async #seal(secret) {
    const sealed = await this.#requireOpen().seal(secret);
    const sighting = { id: secret.id, version: secret.version, sha256: hex(await sha256(sealed)) };
    return { encrypted: base64(sealed), sighting };
  }
}

function nextVersion({ id, version }) {
  if (version === Number.MAX_SAFE_INTEGER) {
    throw new VaultError("invalid_input", {
      secretId: id,
      what: "the secret can't be changed any more: make a new one",
    });
  }
  return version + 1;
}

function changedTexts(before, after) {
  return {
    ...(after.name === before.name ? {} : { name: after.name }),
    ...(after.description === before.description ? {} : { description: after.description || null }),
  };
}

function requireTexts(name, description) {
  utf8(description);
  if (utf8(name).length === 0) {
    throw new VaultError("invalid_input", { what: "the name is empty" });
  }
}
