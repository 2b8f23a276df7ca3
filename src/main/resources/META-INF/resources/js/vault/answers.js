import { VaultError } from "./error.js";
import { LEAST_PARAMETERS, allowedParameters, isOrganizationId } from "./kdf.js";
import { expect, isUuid } from "./wire.js";

const KEY_TYPES = ["primary", "recovery"];

/**
 * The vault's description. A service that names no format keeps format 1, one that names no parameters the least.
 *
 * @throws {VaultError} `unknown_format`, `unexpected_format`, `refused_parameters`, `bad_answer`
 */
export function vaultOf(answer, expectedFormat) {
  const format = answer.payload_format ?? 1;
  if (format !== 1 && format !== 2) {
    throw new VaultError("unknown_format");
  }
  if (expectedFormat !== undefined && format !== expectedFormat) {
    throw new VaultError("unexpected_format", { what: `it is ${format}` });
  }
  expect(isUuid(answer.id), "vault id");
  expect(isOrganizationId(answer.organization_id), "organization_id");
  return Object.freeze({
    id: answer.id,
    organizationId: answer.organization_id,
    format,
    parameters: answer.kdf ? allowedParameters(format, parametersOf(answer.kdf)) : LEAST_PARAMETERS,
    keyCount: answer.key_count,
    recoveryKeyCount: answer.recovery_key_count,
    secretCount: answer.secret_count,
    createdAt: answer.created_at,
    updatedAt: answer.updated_at,
  });
}

function parametersOf({ iterations, memory_kib: memoryKib, parallelism }) {
  return { iterations, memoryKib, parallelism };
}

export function keysOf(answer) {
  expect(Array.isArray(answer), "keys");
  return answer.map((key) => {
    expect(isUuid(key?.id) && KEY_TYPES.includes(key.key_type), "key");
    return {
      id: key.id,
      keyType: key.key_type,
      createdBy: key.created_by ?? undefined,
      createdAt: key.created_at,
      updatedAt: key.updated_at,
    };
  });
}

/** What the service shows of a secret; in format 1 nothing vouches for its name, description and type. */
export function secretOf(answer) {
  expect(isUuid(answer?.id), "secret id");
  const { id, name, description, secret_type: type } = answer;
  expect(typeof name === "string" && typeof type === "string", "secret");
  expect(description === undefined || description === null || typeof description === "string", "description");
  return {
    id,
    name,
    description: description ?? "",
    type,
    createdAt: answer.created_at,
    updatedAt: answer.updated_at,
  };
}

export function ruleOf(answer) {
  expect(isUuid(answer?.id) && isUuid(answer.vault_secret_id), "access rule");
  return {
    id: answer.id,
    secretId: answer.vault_secret_id,
    identityId: answer.identity_id,
    createdAt: answer.created_at,
  };
}
