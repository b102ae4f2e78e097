import { createHash } from 'node:crypto';
import { baseEcosystem } from '@safety-curtain/advisories';
import type { ToolResult } from '../model/toolReport';

const KEY_LENGTH = 200;

/**
 * What decisions, policies and filters call a rule: `tool/rule`. Of a vulnerability, for which the
 * tool is empty, its name alone, whichever tool reports it.
 *
 * @public
 */
export function ruleKey(tool: string, name: string): string {
  const key = tool === '' ? name : `${tool}/${name}`;
  if (key.length <= KEY_LENGTH) return key;
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return `${key.slice(0, KEY_LENGTH - digest.length - 1)}~${digest}`;
}

/** The CVE where there is one: tools have names of their own for the rest. @public */
export function vulnerabilityName({
  vulnerability,
}: Pick<ToolResult, 'vulnerability'>): string | undefined {
  const names = vulnerability
    ? [vulnerability.id, ...vulnerability.aliases]
    : [];
  return names.find(name => name.startsWith('CVE-')) ?? names[0];
}

/** A vulnerability is the same for every tool; a rule is the tool's own. @public */
export function ruleKeyOf(
  result: Pick<ToolResult, 'rule' | 'vulnerability'>,
  tool: string,
): string {
  const name = vulnerabilityName(result);
  return name === undefined ? ruleKey(tool, result.rule) : ruleKey('', name);
}

/**
 * The finding of a service that a result is of, the same for every tool that means the same: a secret
 * at its path, a vulnerability of a package. Other results are the tool's own. Results of one secret
 * are of one finding only where they are hashed with one salt.
 *
 * @public
 */
export function findingFingerprint(
  result: Pick<
    ToolResult,
    | 'kind'
    | 'fingerprint'
    | 'secretHash'
    | 'place'
    | 'package'
    | 'vulnerability'
  >,
  { entityRef, tool }: { entityRef: string; tool: string },
): string {
  const name = vulnerabilityName(result);
  const { kind, secretHash, place, package: pkg } = result;
  let identity: (string | undefined)[] = [tool, result.fingerprint];
  if (kind === 'secret' && secretHash) identity = [place?.path, secretHash];
  else if (name !== undefined && pkg) {
    // Some tools name the release of a distribution, others do not.
    const ecosystem = pkg.ecosystem && baseEcosystem(pkg.ecosystem);
    identity = [ecosystem, pkg.name, name];
  }
  return createHash('sha256')
    .update(JSON.stringify(['reported', entityRef, kind, ...identity]))
    .digest('hex');
}
