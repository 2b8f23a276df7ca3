import { VaultError } from "./error.js";
import { isObject } from "./plaintext.js";

/**
 * Holds what a service shows against what it has shown before. What is recorded was authentic, so that a service that
 * lies can spoil nothing here.
 */
export class Seen {
  #memory;
  #service;

  /**
   * @param {import("./memory.js").VaultMemory} memory
   * @param {string} service its address
   */
  constructor(memory, service) {
    this.#memory = memory;
    this.#service = service;
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
    const state = await this.#recall();
    if (state && state.organizationId !== organizationId) {
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

  /**
   * Records secrets that could be opened.
   *
   * @param {string} fingerprint of the vault that they are of
   * @param {{id: string, version?: number, sha256: string}[]} sightings a version in format 2 alone
   * @returns {Promise<VaultError[]>} `rolled_back` for each that was newer before
   */
  async recordSecrets(fingerprint, sightings) {
    const refused = [];
    await this.#inTurn((state) => {
      requireSame(state, fingerprint);
      for (const sighting of sightings) {
        const known = state.secrets[sighting.id];
        if (known && isOlder(sighting, known)) {
          refused.push(new VaultError("rolled_back", { secretId: sighting.id }));
        } else {
          state.secrets[sighting.id] = merged(sighting, known);
        }
      }
      return state;
    });
    return refused;
  }

  /**
   * Records what the service accepted in the place of another ciphertext. Somebody else may have replaced it since: what
   * is recorded never goes back.
   *
   * @param {string} replaced the SHA-256 of the ciphertext before
   */
  recordWritten(fingerprint, sighting, replaced) {
    return this.#inTurn((state) => {
      requireSame(state, fingerprint);
      const known = state.secrets[sighting.id];
      const isNewest = sighting.version === undefined ? known?.sha256 === replaced : known?.version < sighting.version;
      if (isNewest) {
        state.secrets[sighting.id] = merged(sighting, known);
      }
      return state;
    });
  }

  /** Records that a secret was deleted: it must not be shown again. */
  recordDeletion(fingerprint, id) {
    return this.#inTurn((state) => {
      requireSame(state, fingerprint);
      state.secrets[id] = { ...state.secrets[id], deleted: true };
      return state;
    });
  }

  // One change after the other, of all pages of this origin, so that none is lost between reading and writing.
  #inTurn(change) {
    return navigator.locks.request(`undercroft-vault:${this.#service}`, async () => {
      await this.#memory.remember(this.#service, change(await this.#recall()));
    });
  }

  async #recall() {
    const state = await this.#memory.recall(this.#service);
    if (state !== undefined && !isState(state)) {
      throw new VaultError("memory");
    }
    return state;
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

// Versions tell old from new; format 1 has none, so every ciphertext that was replaced is kept in mind.
function merged({ version, sha256 }, known) {
  if (version !== undefined) {
    return { version, sha256 };
  }
  const replaced = known?.replaced ?? [];
  return { sha256, replaced: known && known.sha256 !== sha256 ? [...replaced, known.sha256] : replaced };
}
