import { VaultError } from "./error.js";
import { isObject } from "./plaintext.js";

/** How many replaced ciphertexts are remembered of a secret. */
const MOST_REPLACED = 256;

/**
 * Holds what a service shows against what it has shown before. What is recorded was authentic, so that a service that
 * lies can spoil nothing here.
 */
export class Seen {
  #memory;
  #service;
  #organizationId;

  /**
   * @param {import("./memory.js").VaultMemory} memory
   * @param {string} service its address
   * @param {string} [organizationId] the only one to be believed
   */
  constructor(memory, service, organizationId) {
    this.#memory = memory;
    this.#service = service;
    this.#organizationId = organizationId;
  }

  /** @throws {VaultError} `organization_changed`, `unexpected_format`, `refused_parameters` */
  async checkVault({ organizationId, format, parameters }) {
    const state = await this.checkOrganization(organizationId);
    if (state === undefined) {
      return;
    }
    if (state.format !== format) {
      throw new VaultError("unexpected_format", { what: `it was ${state.format} before` });
    }
    if (Object.entries(state.parameters).some(([name, value]) => parameters[name] < value)) {
      throw new VaultError("refused_parameters", { what: "they were stronger before" });
    }
  }

  /**
   * @returns what is remembered, if anything
   * @throws {VaultError} `organization_changed`
   */
  async checkOrganization(organizationId) {
    const state = await this.recall();
    const known = [this.#organizationId, state?.organizationId].filter((id) => id !== undefined);
    if (known.some((id) => id !== organizationId)) {
      throw new VaultError("organization_changed");
    }
    return state;
  }

  /**
   * Records whose vault was opened.
   *
   * @throws {VaultError} `deleted_vault`
   */
  recordVault({ organizationId, format, parameters }, fingerprint) {
    return this.#inTurn((state) => {
      if (state?.replacedFingerprints.includes(fingerprint)) {
        throw new VaultError("deleted_vault");
      }
      if (state?.fingerprint === fingerprint) {
        return { ...state, parameters };
      }
      const replacedFingerprints = state ? [...state.replacedFingerprints, state.fingerprint] : [];
      return { organizationId, format, parameters, fingerprint, replacedFingerprints, secrets: {} };
    });
  }

  /** What is remembered now, to be asked before secrets are: `recordSecrets` judges by it. */
  async recall() {
    const state = await this.#memory.recall(this.#service);
    if (state !== undefined && !isState(state)) {
      throw new VaultError("memory");
    }
    return state;
  }

  /**
   * Judges secrets that could be opened, and records what is believed. Format 1 has no versions: of two ciphertexts
   * nothing but the order of seeing them says which is newer. So a secret of which something else was recorded since it
   * was asked for is overtaken, and must be asked for again.
   *
   * @param {string} fingerprint of the vault that they are of
   * @param before what `recall` gave before they were asked for
   * @param {{id: string, version?: number, sha256: string}[]} sightings a version in format 2 alone
   * @returns {Promise<{overtaken: Set<string>, refused: Set<string>}>} ids; those refused were newer before, or deleted
   */
  async recordSecrets(fingerprint, before, sightings) {
    const overtaken = new Set();
    const refused = new Set();
    const knownBefore = before?.fingerprint === fingerprint ? before.secrets : {};
    await this.#inTurn((state) => {
      requireSame(state, fingerprint);
      const believed = {};
      for (const sighting of sightings) {
        const known = state.secrets[sighting.id];
        if (isNewest(sighting, known)) {
          continue;
        }
        if (!isSame(known, knownBefore[sighting.id])) {
          overtaken.add(sighting.id);
        } else if (known && isOlder(sighting, known)) {
          refused.add(sighting.id);
        } else {
          believed[sighting.id] = merged(sighting, known);
        }
      }
      return { ...state, secrets: { ...state.secrets, ...believed } };
    });
    return { overtaken, refused };
  }

  /**
   * Records what the service accepted in the place of another ciphertext. Somebody else may have replaced or deleted it
   * since: what is recorded never goes back.
   *
   * @param {string} replaced the SHA-256 of the ciphertext before, empty where there was none
   */
  recordWritten(fingerprint, sighting, replaced) {
    return this.#inTurn((state) => {
      requireSame(state, fingerprint);
      const known = state.secrets[sighting.id];
      const isNext = sighting.version === undefined ? known?.sha256 === replaced : known?.version < sighting.version;
      if (known !== undefined && (known.deleted || !isNext)) {
        return state;
      }
      return { ...state, secrets: { ...state.secrets, [sighting.id]: merged(sighting, known) } };
    });
  }

  /** Records that a secret was deleted: it must not be shown again. */
  recordDeletion(fingerprint, id) {
    return this.#inTurn((state) => {
      requireSame(state, fingerprint);
      return { ...state, secrets: { ...state.secrets, [id]: { deleted: true } } };
    });
  }

  // One change after the other, of all pages of this origin, so that none is lost between reading and writing.
  #inTurn(change) {
    return navigator.locks.request(`undercroft-vault:${this.#service}`, async () => {
      await this.#memory.remember(this.#service, change(await this.recall()));
    });
  }
}

function isState(state) {
  return (
    isObject(state) &&
    typeof state.organizationId === "string" &&
    (state.format === 1 || state.format === 2) &&
    isObject(state.parameters) &&
    typeof state.fingerprint === "string" &&
    Array.isArray(state.replacedFingerprints) &&
    isObject(state.secrets)
  );
}

// Another page of the same origin may have forgotten the service, or opened the vault that came after this one.
function requireSame(state, fingerprint) {
  if (state?.fingerprint !== fingerprint) {
    throw new VaultError("memory");
  }
}

function isOlder({ version, sha256 }, known) {
  if (known.deleted) {
    return true;
  }
  if (version === undefined) {
    return known.replaced?.includes(sha256) ?? false;
  }
  return version < known.version || (version === known.version && sha256 !== known.sha256);
}

// Whoever sees the newest again learns nothing, whenever it was asked for.
function isNewest({ version, sha256 }, known) {
  return known !== undefined && !known.deleted && known.version === version && known.sha256 === sha256;
}

// Every change brings another ciphertext, so that this tells whether anything was recorded between the two.
function isSame(known, before) {
  if (known === undefined || before === undefined) {
    return known === before;
  }
  return (
    known.version === before.version &&
    known.sha256 === before.sha256 &&
    Boolean(known.deleted) === Boolean(before.deleted)
  );
}

// Versions tell old from new; format 1 has none, so ciphertexts that were replaced are kept in mind, oldest first.
function merged({ version, sha256 }, known) {
  if (version !== undefined) {
    return { version, sha256 };
  }
  return { sha256, replaced: known ? [...(known.replaced ?? []), known.sha256].slice(-MOST_REPLACED) : [] };
}
