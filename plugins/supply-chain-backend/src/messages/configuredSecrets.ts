import type { Config } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { isSecretName } from '@safety-curtain/input';
import { secretsOfAddress } from './secrets';

/** Parts of the configuration that have what this plugin uses. */
const PARTS = ['supplyChain', 'integrations', 'backend.database'];

/** The secrets of a configuration: by the names of keys, and in addresses. */
export function configuredSecrets(config: Config): Set<string> {
  const secrets = new Set<string>();
  for (const part of PARTS) {
    collect(config.getOptional(part), false, secrets);
  }
  return secrets;
}

function collect(
  value: JsonValue | undefined,
  secret: boolean,
  into: Set<string>,
): void {
  if (typeof value === 'string') {
    if (secret) into.add(value);
    else for (const part of secretsOfAddress(value)) into.add(part);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      if (part !== undefined) {
        // A list under `tokens` holds secrets, an object under it has names.
        const named = Array.isArray(value) ? secret : isSecretName(name);
        collect(part, named, into);
      }
    }
  }
}
