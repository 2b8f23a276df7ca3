// The vault's browser module, driven in headless Chromium. Prints one JSON object per line; exits 1 where anything is not as it should be.
//
//   node run.mjs vectors <resources> <vectors.json>   every shared vector, in both formats
//   node run.mjs lies <resources>                     a service that lies, in both formats, and one that does not
//   node run.mjs life <service> <format>              the life of a vault, from making it to its last secret
//   node run.mjs initialize <service> <format>        makes a vault: {"recoveryCodes"}
//   node run.mjs write <service>                      makes one secret of every type: {"secret"} each
//   node run.mjs change <service>                     changes name, description and payload of all: {"secret"} each
//   node run.mjs read <service>                       {"secret"}, {"refused"} and {"totp"} (at the 59th second of 1970)
//   node run.mjs replace <service>                    NEW_VAULT_KEY in the place of VAULT_KEY: {"vaultKeyId"}
//   node run.mjs revoke <service>                     VAULT_KEY unlocks the vault no more: {"revoked"}
//
// <resources> is the directory that is served as the root of a service (target/classes/META-INF/resources), <service>
// the address of a running one that serves the module itself, <format> 1 or 2. Those with a <service> take from the environment
// VAULT_CREDENTIAL (an access key or JWT), VAULT_KEY (for all but life and initialize also a recovery code), and for life
// IDENTITY_ID where secrets are to be granted to an agent. CHROMIUM is the browser, by default "chromium".
import { startBrowser } from "./chromium.mjs";
import { change, initialize, read, replace, revoke, write } from "./exchange.mjs";
import { life } from "./life.mjs";
import { lies } from "./lies.mjs";
import { vectors } from "./vectors.mjs";

const MODES = { vectors, lies, life, initialize, write, change, read, replace, revoke };

const [mode, ...rest] = process.argv.slice(2);
if (!Object.hasOwn(MODES, mode)) {
  throw new Error(`unknown mode: ${mode}`);
}
const browser = await startBrowser();
try {
  await MODES[mode](browser, ...rest);
} finally {
  await browser.close();
}
