import { VaultError } from "./error.js";

/**
 * What a client remembers of each service between unlocks; nothing of it is secret. Both methods may answer a promise.
 *
 * @typedef {object} VaultMemory
 * @property {(service: string) => (object|undefined|Promise<object|undefined>)} recall what was remembered last; the
 *   caller may change the object
 * @property {(service: string, remembered: object|undefined) => (void|Promise<void>)} remember takes an object that
 *   JSON can hold; `undefined` forgets the service
 */

/** Lasts as long as the page. @implements {VaultMemory} */
export class InMemory {
  #texts = new Map();

  recall(service) {
    const text = this.#texts.get(service);
    return text && JSON.parse(text);
  }

  remember(service, remembered) {
    if (remembered === undefined) {
      this.#texts.delete(service);
    } else {
      this.#texts.set(service, JSON.stringify(remembered));
    }
  }
}

/**
 * Lasts as long as the browser keeps what this origin stored. Someone with several organisations at one service gives
 * each a name.
 *
 * @implements {VaultMemory}
 */
export class LocalStorageMemory {
  #prefix;

  /** @param {{name?: string}} [options] */
  constructor({ name = "" } = {}) {
    this.#prefix = `undercroft-vault:${encodeURIComponent(name)}:`;
  }

  /** @throws {VaultError} `memory` where it was damaged: to go on without it would be to trust blindly again */
  recall(service) {
    try {
      const text = localStorage.getItem(this.#prefix + service);
      return text === null ? undefined : JSON.parse(text);
    } catch (cause) {
      throw new VaultError("memory", { cause });
    }
  }

  /** @throws {VaultError} `memory` where the browser stores no more */
  remember(service, remembered) {
    try {
      if (remembered === undefined) {
        localStorage.removeItem(this.#prefix + service);
      } else {
        localStorage.setItem(this.#prefix + service, JSON.stringify(remembered));
      }
    } catch (cause) {
      throw new VaultError("memory", { cause });
    }
  }
}
