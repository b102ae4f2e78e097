import type { Located } from '@safety-curtain/input';
import { mapEntries } from '@safety-curtain/sbom';
import { holdsOwnSecret } from '../containers/secretNames';
import type { Observation } from '../inspector';

/** What people write into what they only try things with. */
const TRIED = /test|dummy|fake|sample|example|secret|passw|changeme|local/i;
/** Characters of a secret. */
const FEWEST = 4;

/** Whether a text that is given to a variable of a pipeline is a secret. */
export function isWrittenSecret(name: string, text: string): boolean {
  return (
    holdsOwnSecret(name, text) &&
    text.length >= FEWEST &&
    !text.includes('$') &&
    !TRIED.test(text)
  );
}

/** What an observation of a secret in a variable says; never the secret. */
export function writtenSecret(
  name: string,
  { line, column }: Located,
  object: string,
): Observation {
  const shown = name.slice(0, 100);
  return {
    rule: 'secret-in-variables',
    message: `${shown} is written here: keep it in the protected and masked variables or secrets of the forge.`,
    line,
    column,
    object,
    detail: shown,
  };
}

/** Secrets that are written into the variables of a block, as `env` of GitHub's workflows. */
export function inspectWritten(
  block: Located | undefined,
  object: string,
): Observation[] {
  return mapEntries(block).flatMap(([name, { value }]) =>
    value.kind === 'text' && isWrittenSecret(name, value.text)
      ? [writtenSecret(name, value, object)]
      : [],
  );
}
