import {
  asText,
  isFields,
  listOf,
  textOf,
  type Fields,
} from '@safety-curtain/input';
import {
  type Fingerprints,
  fingerprintOf,
  secretHashOf,
} from '../identity/fingerprint';
import { bareSecret, hashOfShown, withoutSecret } from '../identity/secrets';
import type { ResultSeverity, ToolResult } from '../model/toolReport';
import {
  confidenceOf,
  scoreOf,
  severityOfScore,
  severityOfWord,
} from '../severity/severity';
import { cwesOf } from '../rules/cwes';
import { plainName, plainText } from '../text/plainText';
import { identityOf } from './identity';
import { aboutOf, type About } from './kinds';
import { messageOf } from './messages';
import {
  logicalNames,
  placeOf,
  shownIn,
  snippetOf,
  type Bases,
} from './places';
import type { Described, Rules } from './rules';
import { suppressionOf } from './suppressions';
import { packageOf, vulnerabilityOf } from './vulnerabilities';

/** What the results of a run are read with. */
export interface RunContext {
  tool: string;
  strings: unknown;
  invocations: unknown[];
  rules: Rules;
  bases: Bases;
  fingerprints: Fingerprints;
  salt: Uint8Array;
}

interface SaidOf extends Pick<About, 'isQuiet'> {
  described: Described | undefined;
  /** The rule's. */
  id: string;
}

/** Whether it says that something is wrong, and that it is still there. */
export function isFinding({ kind, baselineState }: Fields): boolean {
  const wrong =
    kind === undefined || ['fail', 'open', 'review'].includes(asText(kind));
  return wrong && baselineState !== 'absent';
}

/** `license` for what is a result of no kind here. */
export function readResult(
  result: Fields,
  run: RunContext,
): ToolResult | 'license' {
  const described = run.rules.of(result);
  const id = ruleIdOf(result) ?? described?.rule.id ?? 'unknown';
  const weaknesses = run.rules.weaknesses(result.taxa);
  if (described && weaknesses.length > 0) {
    described.rule.cwes = [
      ...new Set([...described.rule.cwes, ...weaknesses]),
    ].sort((a, b) => a - b);
  }
  const { kind, isQuiet } = aboutOf(run.tool, id, described, [
    ...weaknesses,
    ...(described?.rule.cwes ?? []),
    ...weaknessesIn(result),
  ]);
  if (kind === 'license') return 'license';
  const text = textsOf(result, { isQuiet, described, id }, run);
  const place = placeOf(result, run.bases);
  const { message, snippet } = text;
  const parts = identityOf(result, {
    rule: id,
    path: place?.path,
    snippet,
    message: text.raw,
  });
  const secretHash =
    kind === 'secret' ? hashOfShown(shownIn(result), run.salt) : undefined;
  const object = isQuiet ? undefined : plainName(logicalNames(result)[0]);
  const suppression = suppressionOf(result);
  const confidence = confidenceOf(
    propertiesOf(described?.descriptor).precision,
  );
  const about =
    kind === 'vulnerability'
      ? packageOf(result, text.raw, described, { id, file: place?.path })
      : undefined;
  return {
    kind,
    rule: described?.rule.id ?? id,
    ...severityOf(result, described, run),
    ...(confidence !== undefined && { confidence }),
    message,
    ...(place && { place }),
    ...(object !== undefined && { object }),
    ...(about && { package: about }),
    ...(kind === 'vulnerability' && {
      vulnerability: vulnerabilityOf(id, text.raw),
    }),
    fingerprint: run.fingerprints.unique(
      isQuiet
        ? fingerprintOf(...secretIdentity(id, place?.path, snippet, parts, run))
        : fingerprintOf(...parts, about?.name, about?.version),
    ),
    ...(secretHash !== undefined && { secretHash }),
    ...(suppression && { suppression }),
  };
}

/** What could hold the secret is hashed with the salt; nobody can try guesses on it. */
function secretIdentity(
  rule: string,
  path: string | undefined,
  snippet: string | undefined,
  parts: string[],
  { salt }: RunContext,
): (string | undefined)[] {
  const hidden = snippet ?? JSON.stringify(parts);
  return ['secret', rule, path, secretHashOf(hidden, salt)];
}

function ruleIdOf(result: Fields): string | undefined {
  const reference = isFields(result.rule) ? result.rule : {};
  return plainName(result.ruleId) ?? plainName(reference.id);
}

/** What a result says of its own weaknesses, beside its rule and the taxonomies. */
function weaknessesIn(result: Fields): number[] {
  const { cwe, tags } = propertiesOf(result);
  return cwesOf([cwe, ...listOf(cwe), ...listOf(tags)].filter(isText));
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function textsOf(
  result: Fields,
  { isQuiet, described, id }: SaidOf,
  run: RunContext,
) {
  const raw =
    messageOf(
      result.message,
      described?.descriptor.messageStrings,
      run.strings,
    ) ?? '';
  const snippet = snippetOf(result)?.slice(0, 10_000);
  if (isQuiet) hideSecret(described, snippet);
  const message = isQuiet ? undefined : plainText(raw);
  return {
    raw,
    snippet,
    message: message ?? described?.rule.title ?? (isQuiet ? id : ''),
  };
}

/** Tools describe rules by what they matched first: of such a rule the title is left, without it. */
function hideSecret(described: Described | undefined, snippet = ''): void {
  if (!described) return;
  delete described.rule.description;
  const { title } = described.rule;
  const shown = withoutSecret(title, snippet, bareSecret(snippet));
  if (shown !== undefined) described.rule.title = shown;
}

/** How bad a result is; told alone, to choose which results are read. */
export function severityIn(result: Fields, run: RunContext): ResultSeverity {
  return severityOf(result, run.rules.of(result), run).severity;
}

function severityOf(
  result: Fields,
  described: Described | undefined,
  run: RunContext,
): { severity: ResultSeverity; score?: number } {
  for (const properties of [
    propertiesOf(result),
    propertiesOf(described?.descriptor),
  ]) {
    const given = properties['security-severity'];
    const score = scoreOf(given);
    // Tools write 0 where they know of none.
    if (score !== undefined && score > 0) {
      return { severity: severityOfScore(score), score };
    }
    const word = severityOfWord(given);
    if (word !== 'unknown') return { severity: word };
  }
  return { severity: severityOfLevel(levelOf(result, described, run)) };
}

function severityOfLevel(level: string): ResultSeverity {
  if (level === 'error') return 'high';
  if (level === 'note') return 'low';
  return level === 'none' ? 'none' : 'medium';
}

const LEVELS = new Set<unknown>(['error', 'warning', 'note', 'none']);

/** SARIF 2.1.0, 3.27.10. */
function levelOf(
  result: Fields,
  described: Described | undefined,
  run: RunContext,
): string {
  const candidates = [
    result.level,
    overriddenLevel(result, described, run),
    levelIn(described?.descriptor.defaultConfiguration),
  ];
  return (candidates.find(level => LEVELS.has(level)) as string) ?? 'warning';
}

/** As the invocation was told; of several, only where the result says which it is of. */
function overriddenLevel(
  result: Fields,
  described: Described | undefined,
  { invocations, rules }: RunContext,
): unknown {
  if (!described) return undefined;
  const provenance = isFields(result.provenance) ? result.provenance : {};
  const index =
    typeof provenance.invocationIndex === 'number'
      ? provenance.invocationIndex
      : -1;
  const invocation =
    invocations.length === 1 && index < 0 ? invocations[0] : invocations[index];
  if (!isFields(invocation)) return undefined;
  return listOf(invocation.ruleConfigurationOverrides)
    .slice(0, 1000)
    .filter(isFields)
    .filter(({ descriptor }) => isFields(descriptor))
    .filter(({ descriptor }) => rules.of({ rule: descriptor }) === described)
    .map(({ configuration }) => levelIn(configuration))
    .find(level => level !== undefined);
}

function levelIn(configuration: unknown): string | undefined {
  return isFields(configuration) ? textOf(configuration.level) : undefined;
}

function propertiesOf(holder: unknown): Fields {
  return isFields(holder) && isFields(holder.properties)
    ? holder.properties
    : {};
}
