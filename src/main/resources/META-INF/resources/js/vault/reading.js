import { secretOf } from "./answers.js";
import { bytesOfBase64, hex } from "./bytes.js";
import { sha256 } from "./cipher.js";
import { VaultError } from "./error.js";
import { readPayload } from "./payloads.js";
import { expect, requireUuid } from "./wire.js";

// Each further one means that the secret was changed between asking and answering.
const ATTEMPTS = 5;

/** Reads secrets: asks, opens, holds against what is remembered. */
export class SecretReading {
  #wire;
  #seen;
  #key;

  /** @param key gives what opens secrets, or throws `closed` */
  constructor(wire, seen, key) {
    this.#wire = wire;
    this.#seen = seen;
    this.#key = key;
  }

  /**
   * @returns {Promise<{secret: object, sealed: object}>} the secret, and its payload with all that was sealed in it
   * @throws {VaultError} `altered`, `rolled_back`, `renamed`, `invalid_payload`, `conflict`
   */
  async read(id) {
    this.#key();
    requireUuid(id);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await this.#seen.recall();
      const answer = await this.#wire.get(`/secrets/${id}`);
      expect(answer.id === id, "another secret");
      const opened = await this.#open(answer);
      const { overtaken, refused } = await this.#record(before, [opened]);
      if (refused.has(id)) {
        throw rolledBack(id);
      }
      if (!overtaken.has(id)) {
        return opened;
      }
    }
    throw new VaultError("conflict", { what: "the secret is being changed faster than it can be read" });
  }

  /**
   * Opens what was delivered together. Secrets that were deleted meanwhile are left out.
   *
   * @param before what was remembered before it was asked for
   * @returns {Promise<{secrets: object[], refused: VaultError[]}>}
   */
  async openAll(before, answers) {
    const ids = answers.map((answer) => secretOf(answer).id);
    expect(new Set(ids).size === ids.length, "a secret twice");
    const results = await Promise.all(answers.map((answer) => this.#open(answer).catch(asRefusal)));
    const verdict = await this.#record(before, results.filter(isOpened));
    const judged = [];
    for (const result of results) {
      judged.push(isOpened(result) ? await this.#believed(result, verdict) : result);
    }
    return {
      secrets: judged.filter(isOpened).map(({ secret }) => secret),
      refused: judged.filter((result) => result instanceof VaultError),
    };
  }

  async #believed(opened, { overtaken, refused }) {
    const { id } = opened.secret;
    if (refused.has(id)) {
      return rolledBack(id);
    }
    return overtaken.has(id) ? this.read(id).catch(asRefusalUnlessGone) : opened;
  }

  async #open(answer) {
    const shown = secretOf(answer);
    const blob = bytesOfBlob(answer.encrypted_payload, shown.id);
    const { version, payload } = await this.#key().open(shown, blob);
    const secret = { ...shown, payload: readPayload(shown.type, payload, shown.id), digest: hex(await sha256(blob)) };
    if (version !== undefined) {
      secret.version = version;
    }
    return { secret, sealed: payload };
  }

  #record(before, all) {
    const sightings = all.map(({ secret: { id, version, digest } }) => ({ id, version, sha256: digest }));
    return this.#seen.recordSecrets(this.#key().fingerprint, before, sightings);
  }
}

function bytesOfBlob(text, secretId) {
  try {
    return bytesOfBase64(text);
  } catch (cause) {
    throw new VaultError("altered", { secretId, cause });
  }
}

function isOpened(result) {
  return result !== undefined && !(result instanceof VaultError);
}

function rolledBack(secretId) {
  return new VaultError("rolled_back", { secretId });
}

function asRefusal(error) {
  if (error instanceof VaultError && error.secretId !== undefined) {
    return error;
  }
  throw error;
}

function asRefusalUnlessGone(error) {
  return error.code === "not_found" ? undefined : asRefusal(error);
}
