import type { Config } from '@backstage/config';
import { builtInScorecards } from '@safety-curtain/policy';

/** A scorecard as far as the configuration tells it. */
export interface KnownScorecard {
  name: string;
  title: string;
  checks: { id: string; title: string }[];
}

const KEY = 'supplyChain.scorecards';

/**
 * The scorecards that `supplyChain.scorecards` puts in force. Facts have to be
 * declared at the start, when the supply-chain backend may not answer yet; what
 * is wrong with a scorecard is that backend's to say, and passed over here.
 */
export function knownScorecards(config: Config): KnownScorecard[] {
  const configured = listOf(config.getOptional(`${KEY}.definitions`)).flatMap(
    readScorecard,
  );
  const builtIn = builtInScorecards
    .filter(({ name }) => isWanted(config, name))
    .filter(({ name }) => !configured.some(each => each.name === name))
    .map(({ name, title, checks }) => ({
      name,
      title,
      checks: checks.map(({ check }) => ({ id: check.id, title: check.title })),
    }));
  return [...builtIn, ...configured];
}

/** `builtIn` is a list of names, or says whether there are any. */
function isWanted(config: Config, name: string): boolean {
  const wanted = config.getOptional(`${KEY}.builtIn`) ?? true;
  return Array.isArray(wanted) ? wanted.includes(name) : wanted === true;
}

function readScorecard(document: unknown): KnownScorecard[] {
  const { name, title, checks } = fieldsOf(document);
  if (typeof name !== 'string') return [];
  return [
    {
      name,
      title: typeof title === 'string' ? title : name,
      checks: listOf(checks).flatMap(readCheck),
    },
  ];
}

/** An id, an object with a `check`, or a rule with an `id`. */
function readCheck(value: unknown): KnownScorecard['checks'] {
  const fields = fieldsOf(value);
  const id = typeof value === 'string' ? value : fields.check ?? fields.id;
  if (typeof id !== 'string') return [];
  return [{ id, title: typeof fields.title === 'string' ? fields.title : id }];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}
