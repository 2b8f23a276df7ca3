import { isWellFormed } from "./bytes.js";
import { VaultError } from "./error.js";
import { isObject } from "./plaintext.js";
import { checkedTotp, readTotp } from "./totp.js";

const TYPES = Object.freeze({
  login: { required: ["password"], optional: ["username", "email", "url", "notes"] },
  api_key: { required: ["api_key"], optional: ["endpoint", "notes"] },
  key_pair: { required: ["access_key", "secret_key"], optional: ["endpoint", "notes"] },
  ssh_key: { required: ["private_key"], optional: ["public_key", "fingerprint", "passphrase", "notes"] },
  other: { required: ["data"], optional: ["notes"] },
});

/** The types of secrets: `login`, `api_key`, `key_pair`, `ssh_key`, `other`. */
export const SECRET_TYPES = Object.freeze(Object.keys(TYPES));

/**
 * A payload as it is sealed: members of its type alone, in a fixed order, without those that are not set.
 *
 * @throws {VaultError} `invalid_input`
 */
export function checkedPayload(type, payload) {
  const problem = isObject(payload) ? problemOf(type, payload) : "it is no object";
  if (problem) {
    throw new VaultError("invalid_input", { what: problem });
  }
  const known = [...members(type), "totp"];
  const unknown = Object.keys(payload).find((member) => !known.includes(member));
  if (unknown !== undefined || (type !== "login" && isSet(payload.totp))) {
    throw new VaultError("invalid_input", { what: `${type} has no ${unknown ?? "totp"}` });
  }
  const checked = setMembers(type, payload);
  const broken = Object.keys(checked).find((member) => !isWellFormed(checked[member]));
  if (broken !== undefined) {
    throw new VaultError("invalid_input", { what: `${broken} holds half a character` });
  }
  return isSet(payload.totp) ? { ...checked, totp: checkedTotp(payload.totp) } : checked;
}

/**
 * What a client sealed as a payload of this type; what is unknown in it is left out.
 *
 * @throws {VaultError} `invalid_payload`
 */
export function readPayload(type, payload, secretId) {
  const problem = problemOf(type, payload);
  if (problem) {
    throw new VaultError("invalid_payload", { secretId, what: problem });
  }
  const read = setMembers(type, payload);
  return type === "login" && isSet(payload.totp) ? { ...read, totp: readTotp(payload.totp, secretId) } : read;
}

function problemOf(type, payload) {
  if (!Object.hasOwn(TYPES, type)) {
    return "its type is unknown";
  }
  const missing = TYPES[type].required.find((member) => !isSet(payload[member]));
  if (missing) {
    return `${missing} is missing`;
  }
  const noText = members(type).find((member) => isSet(payload[member]) && typeof payload[member] !== "string");
  return noText && `${noText} is no text`;
}

function members(type) {
  return [...TYPES[type].required, ...TYPES[type].optional];
}

function setMembers(type, payload) {
  const set = members(type).filter((member) => isSet(payload[member]));
  return Object.fromEntries(set.map((member) => [member, payload[member]]));
}

function isSet(value) {
  return value !== undefined && value !== null;
}
