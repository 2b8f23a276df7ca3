import { isWellFormed } from "./bytes.js";
import { VaultError } from "./error.js";
import { isObject } from "./plaintext.js";

const HASHES = Object.freeze({ sha1: "SHA-1", sha256: "SHA-256", sha512: "SHA-512" });
const DIGITS = [6, 8];
const PERIODS = [30, 60];
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const OTPAUTH = /^otpauth:\/\/([^/?#]*)\/?([^?#]*)(?:\?([^#]*))?(?:#.*)?$/i;
// Lengths of base32 without padding, modulo 8, that no number of whole bytes has; some clients refuse to read them.
const BROKEN_LENGTHS = [1, 3, 6];

/**
 * The code of a time (RFC 6238).
 *
 * @param {{secret: string, algorithm?: string, digits?: number, period?: number}} totp
 * @param {number} [atMillis] milliseconds since 1970
 * @returns {Promise<{code: string, periodStart: number, periodEnd: number, secondsRemaining: number}>} times in
 *   seconds since 1970
 * @throws {VaultError} `invalid_input`
 */
export async function totpCode(totp, atMillis = Date.now()) {
  const { secret, algorithm, digits, period } = withDefaults(totp);
  const seconds = Math.floor(atMillis / 1000);
  const counter = Math.floor(seconds / period);
  const code = await hotp(bytesOfBase32(secret), HASHES[algorithm], counter, digits);
  const periodStart = counter * period;
  const periodEnd = periodStart + period;
  return { code, periodStart, periodEnd, secondsRemaining: periodEnd - seconds };
}

// RFC 4226, 5.3
async function hotp(secret, hash, counter, digits) {
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash }, false, ["sign"]);
  secret.fill(0);
  const message = new DataView(new ArrayBuffer(8));
  message.setBigUint64(0, BigInt(counter));
  const mac = new DataView(await crypto.subtle.sign("HMAC", key, message));
  const offset = mac.getUint8(mac.byteLength - 1) & 0xf;
  const number = (mac.getUint32(offset) & 0x7fffffff) % 10 ** digits;
  return String(number).padStart(digits, "0");
}

/**
 * The settings that an `otpauth://totp/` address holds, as a login keeps them.
 *
 * @returns {{secret: string, algorithm: string, digits: number, period: number, issuer?: string, account_name?: string}}
 * @throws {VaultError} `invalid_input`
 */
export function parseOtpauth(uri) {
  const [, kind, path, query = ""] = OTPAUTH.exec(uri) ?? refuse("no otpauth:// address");
  if (kind.toLowerCase() !== "totp") {
    refuse(kind.toLowerCase() === "hotp" ? "counters (hotp) are not supported" : "its kind is unknown");
  }
  const parameters = new URLSearchParams(query);
  const label = labelOf(path);
  return checkedTotp({
    secret: parameters.get("secret")?.toUpperCase() ?? refuse("secret is missing"),
    algorithm: parameters.get("algorithm")?.toLowerCase() ?? "sha1",
    digits: wholeNumber(parameters.get("digits") ?? "6", "digits"),
    period: wholeNumber(parameters.get("period") ?? "30", "period"),
    issuer: parameters.get("issuer") || label.issuer,
    account_name: label.account,
  });
}

function labelOf(path) {
  let label;
  try {
    label = decodeURIComponent(path);
  } catch {
    refuse("its label is not percent-encoded UTF-8");
  }
  const colon = label.indexOf(":");
  const [issuer, account] = colon < 0 ? ["", label] : [label.slice(0, colon), label.slice(colon + 1)];
  return { issuer: issuer.trim() || undefined, account: account.trim() || undefined };
}

function wholeNumber(text, name) {
  return /^[0-9]+$/.test(text) ? Number(text) : refuse(`${name} is no number`);
}

/**
 * Settings as they are sealed, every member that has a default set.
 *
 * @throws {VaultError} `invalid_input`
 */
export function checkedTotp(totp) {
  const checked = withDefaults(totp);
  if (BROKEN_LENGTHS.includes(checked.secret.replace(/=+$/, "").length % 8)) {
    refuse("secret is cut off");
  }
  for (const name of ["issuer", "account_name"]) {
    if (checked[name] !== undefined && !isWellFormed(checked[name])) {
      refuse(`${name} holds half a character`);
    }
  }
  return checked;
}

/** @throws {VaultError} `invalid_payload` */
export function readTotp(totp, secretId) {
  try {
    return withDefaults(totp);
  } catch (cause) {
    throw new VaultError("invalid_payload", { secretId, what: "totp", cause });
  }
}

function withDefaults(totp) {
  if (!isObject(totp)) {
    refuse("they are no object");
  }
  const { secret, algorithm, digits, period, issuer, account_name } = totp;
  const named = typeof algorithm === "string" ? algorithm.toLowerCase() : (algorithm ?? "sha1");
  const settings = { secret, algorithm: named, digits: digits ?? 6, period: period ?? 30 };
  bytesOfBase32(secret).fill(0);
  if (!Object.hasOwn(HASHES, settings.algorithm)) {
    refuse("algorithm is none of sha1, sha256, sha512");
  }
  if (!DIGITS.includes(settings.digits)) {
    refuse("digits are neither 6 nor 8");
  }
  if (!PERIODS.includes(settings.period)) {
    refuse("period is neither 30 nor 60");
  }
  for (const [name, value] of Object.entries({ issuer, account_name })) {
    if (value !== undefined && value !== null) {
      settings[name] = typeof value === "string" ? value : refuse(`${name} is no text`);
    }
  }
  return settings;
}

function bytesOfBase32(text) {
  if (typeof text !== "string" || !/^[A-Z2-7]{2,}=*$/i.test(text)) {
    refuse("secret is no base32");
  }
  const bytes = [];
  let bits = 0;
  let count = 0;
  for (const symbol of text.toUpperCase().replace(/=+$/, "")) {
    bits = ((bits << 5) | BASE32.indexOf(symbol)) & 0xfff;
    count += 5;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

function refuse(what) {
  throw new VaultError("invalid_input", { what: `one-time password: ${what}` });
}
