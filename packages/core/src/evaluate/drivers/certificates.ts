/** Programs that write CA bundles from the certificates of the system and those added to it. */
import type { Driver } from "../machine.js";
import { MAY_FAIL } from "../result.js";
import { programName } from "./arguments.js";

const BUNDLES: Readonly<Record<string, readonly string[]>> = {
  "update-ca-certificates": ["/etc/ssl/certs/ca-certificates.crt"],
  "update-ca-trust": ["/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/pki/tls/certs/ca-bundle.crt"],
};

export const certificateDriver: Driver = {
  names: Object.keys(BUNDLES),
  run(call, machine) {
    for (const path of BUNDLES[programName(call)] ?? []) {
      machine.files.write(path, { content: null, artifacts: [], from: programName(call) }, call.certainty);
    }
    return MAY_FAIL;
  },
};
