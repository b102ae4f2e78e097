import type { Found } from '../found';
import { isPlaceholder } from '../placeholders';
import { cloudFormats } from './clouds';
import { developmentFormats } from './development';
import type { SecretFormat } from './format';
import { jsonWebTokens } from './jsonWebTokens';
import { privateKeys } from './privateKeys';
import { serviceFormats } from './services';

const formats: readonly SecretFormat[] = [
  ...cloudFormats,
  ...developmentFormats,
  ...serviceFormats,
];

/** Secrets in formats that secretlint's recommended rules do not know, or know less well. */
export function secretsInOwnFormats(text: string, now: Date): Found[] {
  return [
    ...privateKeys(text),
    ...formats.flatMap(format => secretsIn(text, format)),
    ...jsonWebTokens(text, now),
  ];
}

function secretsIn(
  text: string,
  { name, marks, pattern, accepts = () => true }: SecretFormat,
): Found[] {
  if (!marks.some(mark => text.includes(mark))) return [];
  return [...text.matchAll(pattern)]
    .filter(([, secret]) => !isPlaceholder(secret) && accepts(secret))
    .map(({ index, 0: all, 1: secret }) => ({
      rule: 'provider-secret',
      start: index + all.length - secret.length,
      end: index + all.length,
      what: `A text has the format of a secret (${name})`,
    }));
}
