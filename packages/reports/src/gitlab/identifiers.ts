import { isFields, listOf, type Fields } from '@safety-curtain/input';
import type { Suppression } from '../model/toolReport';
import { cwesOf } from '../rules/cwes';
import { plainName, plainText, webAddress } from '../text/plainText';

/** Analyzers have a description where the value should be. */
const LONGEST_VALUE = 80;

/** A name that something is known by. */
export interface Identifier {
  type: string;
  name: string;
  value?: string;
  url?: string;
}

export function identifiersOf({ identifiers }: Fields): Identifier[] {
  return listOf(identifiers)
    .slice(0, 50)
    .filter(isFields)
    .flatMap(({ type, name, value, url }) => {
      const known = plainName(name) ?? plainName(value);
      return known === undefined
        ? []
        : {
            type: plainName(type)?.toLowerCase() ?? '',
            name: known,
            value: plainName(value),
            url: webAddress(url),
          };
    });
}

/** What a rule is known by: the scanner's own name, without GitLab's words around it. */
export function ruleIdOf([first]: Identifier[]): string {
  if (first === undefined) return 'unknown';
  const { type, name, value } = first;
  // The value of these is a bare number.
  if (type === 'cwe' || type === 'owasp') return name;
  return value !== undefined && value.length <= LONGEST_VALUE ? value : name;
}

export function weaknessesOf(identifiers: Identifier[]): number[] {
  return cwesOf(
    identifiers
      .filter(({ type }) => type === 'cwe')
      .map(({ name, value }) => (/cwe/i.test(name) ? name : `CWE-${value}`)),
  );
}

/** Nobody decided about what an analyzer holds for a false positive. */
export function suppressionOf({ flags }: Fields): Suppression | undefined {
  const flag = listOf(flags)
    .filter(isFields)
    .find(({ type }) => type === 'flagged-as-likely-false-positive');
  if (!flag) return undefined;
  const reason = plainText(flag.description);
  return {
    kind: 'external',
    status: 'under-review',
    ...(reason !== undefined && { reason }),
  };
}
