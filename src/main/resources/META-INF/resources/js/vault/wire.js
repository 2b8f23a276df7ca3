import { VaultError } from "./error.js";

const TIMEOUT_MILLIS = 30_000;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const HEADER_TEXT = /^[\x21-\x7e]+$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CODES_OF_STATUS = Object.freeze({
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  429: "too_many_requests",
});

/** Ids go into paths and into what authenticates a ciphertext, so they have one form: lower case, with hyphens. */
export function isUuid(text) {
  return typeof text === "string" && UUID.test(text);
}

/** @throws {VaultError} `invalid_input` */
export function requireUuid(text) {
  if (!isUuid(text)) {
    throw new VaultError("invalid_input", { what: "an id is a UUID in lower case" });
  }
  return text;
}

/** @throws {VaultError} `bad_answer` */
export function expect(condition, what) {
  if (!condition) {
    throw new VaultError("bad_answer", { what });
  }
}

/** Requests to one service with one credential. */
export class Wire {
  #credential;

  /** @throws {VaultError} `invalid_input` */
  constructor(baseUrl, credential) {
    /** The address of the service, without a slash at its end. */
    this.service = addressOf(baseUrl);
    if (typeof credential !== "string" || !HEADER_TEXT.test(credential)) {
      throw new VaultError("invalid_input", { what: "credential" });
    }
    this.#credential = credential;
  }

  /** The answer to `/api/whoami`. */
  whoami() {
    return this.#send("GET", "/api/whoami");
  }

  /** @returns {Promise<object>} the answer, empty where it has no content */
  get(path) {
    return this.#send("GET", `/api/v1/vault${path}`);
  }

  post(path, body) {
    return this.#send("POST", `/api/v1/vault${path}`, body);
  }

  put(path, body) {
    return this.#send("PUT", `/api/v1/vault${path}`, body);
  }

  patch(path, body) {
    return this.#send("PATCH", `/api/v1/vault${path}`, body);
  }

  delete(path) {
    return this.#send("DELETE", `/api/v1/vault${path}`);
  }

  async #send(method, path, body) {
    const headers = { Accept: "application/json", "X-API-Key": this.#credential };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    let response;
    let text;
    try {
      response = await fetch(this.service + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        redirect: "error",
        referrerPolicy: "no-referrer",
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      });
      text = await response.text();
    } catch (cause) {
      throw new VaultError(cause.name === "TimeoutError" ? "timeout" : "unreachable", { cause });
    }
    if (!response.ok) {
      throw refusal(response.status, text);
    }
    if (response.status === 204) {
      return {};
    }
    const answer = parsed(text);
    expect(typeof answer === "object" && answer !== null, "no JSON");
    return answer;
  }
}

function addressOf(baseUrl) {
  let url;
  try {
    url = new URL(baseUrl);
  } catch (cause) {
    throw new VaultError("invalid_input", { what: "baseUrl", cause });
  }
  const secure = url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.includes(url.hostname));
  if (!secure) {
    throw new VaultError("invalid_input", { what: "baseUrl must be https, or http to this machine" });
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new VaultError("invalid_input", { what: "baseUrl" });
  }
  return url.href.replace(/\/+$/, "");
}

function refusal(status, text) {
  const detail = parsed(text)?.detail;
  const said = Array.isArray(detail) ? detail.map((item) => item?.msg).join("; ") : detail;
  const code = CODES_OF_STATUS[status] ?? (status < 500 ? "refused" : "unavailable");
  return new VaultError(code, { status, detail: typeof said === "string" ? said : undefined });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
