import { secretOf } from "./answers.js";
import { base64, bytesOfBase64, hex, utf8 } from "./bytes.js";
import { sha256 } from "./cipher.js";
import { VaultError } from "./error.js";
import { unlockAnswer } from "./opening.js";
import { checkedPayload, readPayload } from "./payloads.js";
import { parseOtpauth, totpCode } from "./totp.js";
import { expect, requireUuid } from "./wire.js";

/**
 * @typedef {object} Secret
 * @property {string} id
 * @property {"login"|"api_key"|"key_pair"|"ssh_key"|"other"} type
 * @property {string} name
 * @property {string} description empty where there is none
 * @property {object} payload its members are those of docs/vault.md, in their names there
 * @property {number} [version] in format 2
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

  /** Made by `VaultClient.unlock`. */
  constructor({ wire, seen, vault, key, proof }) {
    this.#wire = wire;
    this.#seen = seen;
    this.#vault = vault;
    this.#key = key;
    this.#proof = proof;
  }

  /** A vault that has seen the secrets which came with its key; what is refused among them is so again when asked for. */
  static async withSecrets(parts, answers) {
    const vault = new UnlockedVault(parts);
    await vault.#openAll(answers);
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
    const { wrapped, secrets } = await unlockAnswer(this.#wire, this.#proof);
    if (wrapped === undefined) {
      throw new VaultError("no_key_matched");
    }
    return this.#openAll(secrets);
  }

  /**
   * @param {string} id
   * @returns {Promise<Secret>}
   * @throws {VaultError} `altered`, `rolled_back`, `renamed`, `invalid_payload`, `not_found`
   */
  async get(id) {
    return (await this.#read(id)).secret;
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
    await this.#record(sighting);
    return { ...secret, createdAt: answer.created_at, updatedAt: answer.updated_at };
  }

  /**
   * Changes what is given and leaves the rest. A payload is replaced as a whole.
   *
   * @param {string} id
   * @param {{name?: string, description?: string, payload?: object}} change an empty description takes it away
   * @returns {Promise<Secret>}
   * @throws {VaultError} `conflict` where somebody else changed it meanwhile, and whatever `get` throws
   */
  async change(id, { name, description, payload }) {
    const { secret: before, sealed, sighting: replaced } = await this.#read(id);
    const secret = { ...before, name: name ?? before.name, description: description ?? before.description };
    requireTexts(secret.name, secret.description);
    const texts = changedTexts(before, secret);
    if (payload !== undefined) {
      secret.payload = checkedPayload(before.type, payload);
    } else if (Object.keys(texts).length === 0) {
      return before;
    } else if (this.#vault.format === 1) {
      const answer = await this.#wire.patch(`/secrets/${id}`, texts);
      return { ...secret, updatedAt: answer.updated_at };
    }
    if (this.#vault.format === 2) {
      secret.version = nextVersion(before);
    }
    // With a new name alone, members of the payload that this client does not know are kept.
    const { encrypted, sighting } = await this.#seal(payload === undefined ? { ...secret, payload: sealed } : secret);
    const answer = await this.#wire.patch(`/secrets/${id}`, { ...texts, encrypted_payload: encrypted });
    await this.#seen.recordWritten(this.#requireOpen().fingerprint, sighting, replaced.sha256);
    return { ...secret, updatedAt: answer.updated_at };
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
    const { payload } = await this.#login(id);
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
    const { payload } = await this.#login(id);
    return this.change(id, { payload: { ...payload, totp: settings } });
  }

  /** @throws {VaultError} `wrong_type` */
  async removeTotp(id) {
    const { payload } = await this.#login(id);
    return this.change(id, { payload: { ...payload, totp: undefined } });
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

  async #openAll(answers) {
    const ids = answers.map((answer) => secretOf(answer).id);
    expect(new Set(ids).size === ids.length, "a secret twice");
    const results = await Promise.all(answers.map((answer) => this.#open(answer).catch(asRefusal)));
    const opened = results.filter((result) => !(result instanceof VaultError));
    const rolledBack = await this.#seen.recordSecrets(
      this.#requireOpen().fingerprint,
      opened.map(({ sighting }) => sighting),
    );
    const old = new Set(rolledBack.map(({ secretId }) => secretId));
    return {
      secrets: opened.map(({ secret }) => secret).filter(({ id }) => !old.has(id)),
      refused: [...results.filter((result) => result instanceof VaultError), ...rolledBack],
    };
  }

  async #read(id) {
    this.#requireOpen();
    const answer = await this.#wire.get(`/secrets/${requireUuid(id)}`);
    expect(answer.id === id, "another secret");
    const opened = await this.#open(answer);
    await this.#record(opened.sighting);
    return opened;
  }

  async #login(id) {
    const secret = await this.get(id);
    if (secret.type !== "login") {
      throw new VaultError("wrong_type", { secretId: id });
    }
    return secret;
  }

  async #seal(secret) {
    const sealed = await this.#requireOpen().seal(secret);
    const sighting = { id: secret.id, version: secret.version, sha256: hex(await sha256(sealed)) };
    return { encrypted: base64(sealed), sighting };
  }

  async #open(answer) {
    const shown = secretOf(answer);
    const blob = bytesOfBlob(answer.encrypted_payload, shown.id);
    const { version, payload } = await this.#requireOpen().open(shown, blob);
    const secret = { ...shown, payload: readPayload(shown.type, payload, shown.id) };
    if (version !== undefined) {
      secret.version = version;
    }
    return { secret, sealed: payload, sighting: { id: shown.id, version, sha256: hex(await sha256(blob)) } };
  }

  async #record(sighting) {
    const [refusal] = await this.#seen.recordSecrets(this.#requireOpen().fingerprint, [sighting]);
    if (refusal) {
      throw refusal;
    }
  }
}

function bytesOfBlob(text, secretId) {
  try {
    return bytesOfBase64(text);
  } catch (cause) {
    throw new VaultError("altered", { secretId, cause });
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

function asRefusal(error) {
  if (error instanceof VaultError && error.secretId !== undefined) {
    return error;
  }
  throw error;
}
