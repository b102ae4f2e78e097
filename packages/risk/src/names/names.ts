import type { Confidence } from '@safety-curtain/reports';
import type { PackageRisk, RiskPackage } from '../model';
import { asLatin, hasLookAlikes, mixesScripts } from './confusables';
import type { NearName } from './NameIndex';
import { splitName, spelled } from './namespaces';
import { type KnownNames, wellKnown } from './wellKnown';

/** What is wrong with a name, before it has a severity. */
export type NameRisk = Omit<PackageRisk, 'severity'>;

/** Whose names a name is compared with. */
interface Compared {
  known: KnownNames;
  /** Of whom they are, in words. */
  whose: string;
  /** Names of one's own are few, and meant. */
  own: boolean;
}

/**
 * Whether a name is near to one that is well known, or to one of the organization's own. One thing
 * at the most is said of a name: the surest.
 *
 * @param own - names of the organization in this ecosystem; undefined where none are given
 */
export function judgeName(
  { ecosystem, name }: Pick<RiskPackage, 'ecosystem' | 'name'>,
  own: KnownNames | undefined,
): NameRisk | undefined {
  if (own) {
    const risk = compare(ecosystem, name, {
      known: own,
      whose: 'which is one of your own',
      own: true,
    });
    if (risk) return risk;
  }
  if (mixesScripts(name)) {
    return {
      rule: 'confusable-name',
      confidence: 'high',
      message: `${name} has letters of another script among Latin ones that they look like: it reads as ${asLatin(
        name,
      )}.`,
    };
  }
  const known = wellKnown(ecosystem);
  return (
    known &&
    compare(ecosystem, name, {
      known,
      whose: 'which is well known',
      own: false,
    })
  );
}

function compare(
  ecosystem: string,
  given: string,
  compared: Compared,
): NameRisk | undefined {
  const { known } = compared;
  const { namespace, name } = splitName(ecosystem, spelled(ecosystem, given));
  if (namespace !== undefined) {
    return compareNamespace(ecosystem, given, { namespace, name }, compared);
  }
  if (known.plain.has(name)) return undefined;
  const flat = known.flat.get(name);
  if (flat) {
    return {
      rule: 'namespace-left-out',
      confidence: compared.own ? 'high' : 'medium',
      detail: flat,
      message: `${given} is the name of ${flat} without a scope of its own; ${flat} is ${
        compared.own ? 'one of your own' : 'well known'
      }.`,
    };
  }
  const near = known.plain.near(name);
  return near && riskOf(given, name, near, near.known, compared);
}

function compareNamespace(
  ecosystem: string,
  given: string,
  { namespace, name }: { namespace: string; name: string },
  compared: Compared,
): NameRisk | undefined {
  const { known } = compared;
  if (known.namespaces.has(namespace)) return undefined;
  const turned =
    ecosystem === 'Maven' ? otherDomain(namespace, known) : undefined;
  const grown =
    ecosystem === 'Go' ? grownOwner(namespace, name, known) : undefined;
  const other = turned ?? grown;
  if (other) {
    const isKnown = known.within.get(other)?.has(name) ?? false;
    if (!isKnown) return undefined;
    return {
      rule: 'similar-namespace',
      confidence: 'high',
      detail: other,
      message: `${given} has the name of a package of ${other}, ${compared.whose}, and belongs to ${namespace}.`,
    };
  }
  const near = known.namespaces.near(namespace);
  if (!near) return undefined;
  const risk = riskOf(given, namespace, near, near.known, compared);
  if (!risk) return undefined;
  const names = known.within.get(near.known);
  const isKnown = names?.has(name) ?? false;
  return {
    ...risk,
    rule: risk.rule === 'similar-name' ? 'similar-namespace' : risk.rule,
    // What is called as it is called there is no chance.
    confidence: isKnown ? 'high' : risk.confidence,
    message: isKnown
      ? `${risk.message} ${name} is a name of that one as well.`
      : risk.message,
  };
}

/** A group that differs in its first label only: `com.apache…` for `org.apache…`. */
function otherDomain(group: string, known: KnownNames): string | undefined {
  const rest = group.slice(group.indexOf('.') + 1);
  if (!rest.includes('.')) return undefined;
  for (const first of ['org', 'com', 'io', 'net', 'dev', 'co']) {
    const other = `${first}.${rest}`;
    if (known.within.has(other)) return other;
  }
  return undefined;
}

/** An owner with more words than a known one that has a repository of the same name. */
function grownOwner(
  namespace: string,
  name: string,
  known: KnownNames,
): string | undefined {
  const shorter = namespace.replace(
    /(?:[-_](?:go|golang|io|org|dev|lang|labs|team))$|(?<=\/)go[-_]/,
    '',
  );
  return shorter !== namespace && known.within.get(shorter)?.has(name)
    ? shorter
    : undefined;
}

function riskOf(
  given: string,
  name: string,
  near: NearName,
  known: string,
  { whose, own }: Compared,
): NameRisk | undefined {
  const sure = surenessOf(name, near, own);
  if (!sure) return undefined;
  const [confidence, what] = sure;
  const isConfusable = confidence === 'high' && near.how === 'glance';
  const found = own ? 'similar-own-name' : 'similar-name';
  return {
    rule: isConfusable ? 'confusable-name' : found,
    confidence,
    detail: known,
    message: `${given} ${what} ${known}, ${whose}.`,
  };
}

/** The least length of a known name at which a slip says something. */
const LEAST = 5;
/** The length of words of which one character makes another word. */
const SHORT_WORD = 3;

/** How sure it is that a name is meant to be taken for another, and what it has to do with it. */
function surenessOf(
  name: string,
  { known, how }: NearName,
  own: boolean,
): [Confidence, string] | undefined {
  if (known.length < LEAST && !(own && known.length >= 3)) {
    return hasLookAlikes(name) && how === 'glance'
      ? ['high', 'looks like']
      : undefined;
  }
  if (how === 'glance') {
    const isPlain = !hasLookAlikes(name) && !hasOtherDigits(name, known);
    return [isPlain ? 'medium' : 'high', 'looks like'];
  }
  if (how === 'separators') {
    const isJoined = partsOf(name) <= partsOf(known) && known.length >= 8;
    const confidence = isJoined ? 'medium' : 'low';
    return [own ? 'high' : confidence, 'has other separators than'];
  }
  if (how === 'platform') {
    return ['medium', 'adds only what it is made for to the name of'];
  }
  if (how === 'order') {
    return [own ? 'medium' : 'low', 'has the words of another order than'];
  }
  const { slip, at } = how;
  const isLast = at >= known.length - 1;
  const what = `is one character away from`;
  if (own) return [known.length >= 6 ? 'high' : 'medium', what];
  if (slip === 'other' && isLast && /\d/.test(known[at] + name[at])) {
    return [/^\d\d$/.test(known[at] + name[at]) ? 'medium' : 'low', what];
  }
  // The plural, a version: others do that for good reasons.
  if ((slip === 'added' || slip === 'other' || slip === 'missing') && isLast) {
    return ['low', what];
  }
  if (slip === 'swapped' || slip === 'repeated') return ['medium', what];
  // Another short word, as in crypto-es and crypto-js, is another thing.
  if (wordAt(known, at).length <= SHORT_WORD || /\d/.test(name[at])) {
    return ['low', what];
  }
  // Another beginning is another word: eslint, tslint.
  return [known.length >= 7 && at > 0 ? 'medium' : 'low', what];
}

/** The word of a name that a character is in. */
function wordAt(name: string, at: number): string {
  const start = Math.max(
    ...['-', '_', '.'].map(mark => name.lastIndexOf(mark, at - 1) + 1),
  );
  return name.slice(start).split(/[-_.]/, 1)[0];
}

function partsOf(name: string): number {
  return name.split(/[-_.]/).length;
}

/** Whether digits stand where the known name has letters. */
function hasOtherDigits(name: string, known: string): boolean {
  const digits = (text: string) => text.replace(/\D/g, '');
  return digits(name) !== digits(known);
}
