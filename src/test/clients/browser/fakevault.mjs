// A vault service that keeps everything in `state`, where a test changes what it likes, and honest until `lie` is set.
import { randomUUID } from "node:crypto";

const PREFIX = "/api/v1/vault";
const TIME = "2026-01-01T00:00:00Z";

export class FakeVault {
  state = { organizationId: "org_of_the_fake", vault: undefined };
  /** "GET /info" and so on, in the order of their arrival. */
  requests = [];
  lastHeaders = {};
  /** Takes a request's name and the honest answer ({status, body}), gives the one that is sent. */
  lie = (_request, answer) => answer;

  snapshot() {
    return structuredClone(this.state);
  }

  restore(snapshot) {
    this.state = structuredClone(snapshot);
    this.lie = (_request, answer) => answer;
    this.requests = [];
  }

  answer(request, url, body) {
    if (request.headers["x-api-key"] !== "credential-of-the-test") {
      return { status: 401, body: { detail: "who are you?" } };
    }
    this.lastHeaders = request.headers;
    const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : url.pathname;
    const name = `${request.method} ${path}`;
    this.requests.push(name);
    return this.lie(name, this.#honest(request.method, path, url.searchParams, body));
  }

  #honest(method, path, query, body) {
    const { vault } = this.state;
    if (path === "/api/whoami") {
      return { status: 200, body: { auth_type: "api_key", organization_id: this.state.organizationId } };
    }
    if (method === "POST" && path === "/initialize") {
      return vault ? refusal(409) : this.#initialize(body);
    }
    if (!vault) {
      return refusal(404);
    }
    const [, room, id, access, identity] = path.split("/");
    switch (`${method} ${room}`) {
      case "GET info":
        return { status: 200, body: this.#info() };
      case "GET keys":
        return {
          status: 200,
          body: vault.keys.map(({ id, key_type }) => ({ id, key_type, created_at: TIME, updated_at: TIME })),
        };
      case "GET unlock":
        return { status: 200, body: this.#unlock(query.get("auth_hash")) };
      case "PUT keys":
        return this.#replace(body);
      case "DELETE keys":
        return this.#revoke(id);
      default:
        return access ? this.#access(method, id, identity, body) : this.#secret(method, id, body);
    }
  }

  #initialize({ payload_format, kdf, vault_key, recovery_keys }) {
    this.state.vault = {
      id: randomUUID(),
      payload_format,
      kdf,
      keys: [vault_key, ...recovery_keys],
      secrets: [],
      rules: [],
    };
    const body = {
      vault_id: this.state.vault.id,
      vault_key_id: vault_key.id,
      recovery_key_count: recovery_keys.length,
    };
    return { status: 201, body };
  }

  #info() {
    const { id, payload_format, kdf, keys, secrets } = this.state.vault;
    return {
      id,
      organization_id: this.state.organizationId,
      payload_format,
      kdf,
      key_count: keys.filter(({ key_type }) => key_type === "primary").length,
      recovery_key_count: keys.filter(({ key_type }) => key_type === "recovery").length,
      secret_count: secrets.length,
      created_at: TIME,
      updated_at: TIME,
    };
  }

  #unlock(proof) {
    const key = this.state.vault.keys.find(({ auth_hash }) => auth_hash === proof);
    return {
      wrapped_org_encryption_key: key?.wrapped_org_encryption_key ?? null,
      encrypted_secrets: key ? this.state.vault.secrets : [],
    };
  }

  #replace({ current_auth_hash, recovery_auth_hash, ...material }) {
    const { vault } = this.state;
    const type = current_auth_hash ? "primary" : "recovery";
    const proved = vault.keys.find(
      (key) => key.key_type === type && changeProof(key) === (current_auth_hash ?? recovery_auth_hash),
    );
    if (!proved) {
      return refusal(type === "primary" ? 403 : 404);
    }
    const others = vault.keys.filter((key) => key !== proved && key.key_type !== "primary");
    vault.keys = [...others, { ...material, key_type: "primary" }];
    return { status: 200, body: { id: material.id, key_type: "primary", created_at: TIME, updated_at: TIME } };
  }

  #revoke(proof) {
    const { vault } = this.state;
    const key = vault.keys.find((candidate) => changeProof(candidate) === proof);
    if (!key || key.key_type === "primary") {
      return refusal(key ? 409 : 404);
    }
    vault.keys = vault.keys.filter((other) => other !== key);
    return { status: 204 };
  }

  #secret(method, id, body) {
    const { vault } = this.state;
    if (method === "POST") {
      vault.secrets.push({ description: null, created_at: TIME, updated_at: TIME, ...body });
      return { status: 201, body: { ...body, encrypted_payload: undefined } };
    }
    const secret = vault.secrets.find((candidate) => candidate.id === id);
    if (!secret) {
      return refusal(404);
    }
    if (method === "DELETE") {
      vault.secrets = vault.secrets.filter((other) => other !== secret);
      return { status: 204 };
    }
    if (method === "PATCH") {
      if (vault.payload_format === 2 && version(body.encrypted_payload) !== version(secret.encrypted_payload) + 1n) {
        return refusal(409);
      }
      Object.assign(secret, body);
    }
    return { status: 200, body: secret };
  }

  #access(method, secretId, identityId, body) {
    const { vault } = this.state;
    if (method === "POST") {
      const rule = { id: randomUUID(), vault_secret_id: secretId, identity_id: body.identity_id, created_at: TIME };
      vault.rules.push(rule);
      return { status: 201, body: rule };
    }
    if (method === "DELETE") {
      vault.rules = vault.rules.filter((rule) => rule.vault_secret_id !== secretId || rule.identity_id !== identityId);
      return { status: 204 };
    }
    return { status: 200, body: vault.rules.filter((rule) => rule.vault_secret_id === secretId) };
  }
}

function changeProof(key) {
  return key.change_auth_hash ?? key.auth_hash;
}

function version(payload) {
  return Buffer.from(payload, "base64").readBigUInt64BE(4);
}

function refusal(status) {
  return { status, body: { detail: `refused with ${status}` } };
}
