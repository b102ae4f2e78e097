import type { UsageFilter } from '@safety-curtain/plugin-supply-chain-common';

/** What a reader may look for: the three ways in which usages are found. */
export type TermKind = 'package' | 'purl' | 'advisory';

/** What is looked for, and what it is meant as. */
export type Term = { kind: TermKind; text: string };

/** In this order they stand in the search field. */
const kinds = ['purl', 'advisory', 'package'] as const;

/** Ids as the advisory databases write them: `CVE-2021-44228`, `GO-2022-0123`. */
const NUMBERED_ID =
  /^(CVE|PYSEC|RUSTSEC|GO|OSV|MAL|GSD|DSA|DLA|USN|RHSA)-\d[\w:.-]*$/i;
const GITHUB_ID = /^GHSA(-[23456789cfghjmpqrvwx]{4}){3}$/i;

/** Tells what a text names: `pkg:…` a package URL, `CVE-…` an advisory, else a package. */
export function termKind(text: string): TermKind {
  if (/^pkg:/i.test(text)) return 'purl';
  return NUMBERED_ID.test(text) || GITHUB_ID.test(text)
    ? 'advisory'
    : 'package';
}

/**
 * What a search field asks for, one after another, apart by spaces or commas.
 * What a link asked for keeps its meaning until it is written anew.
 */
export function readTerms(text: string, asked: readonly Term[] = []): Term[] {
  const texts = text
    .split(/\s+/)
    // A package URL may have commas inside.
    .flatMap(part => (/^pkg:/i.test(part) ? [part] : part.split(',')))
    .map(part => part.replace(/,$/, ''))
    .filter(Boolean);
  return [...new Set(texts)].map(
    one =>
      asked.find(term => term.text === one) ?? {
        kind: termKind(one),
        text: one,
      },
  );
}

/**
 * What is looked for and in which versions: an action or image that is written
 * with its version, `aquasecurity/trivy-action@0.28.0`, is that package in that
 * version, unless versions are asked for beside it.
 */
export function splitVersion(
  terms: readonly Term[],
  versions: string,
): { terms: readonly Term[]; versions: string } {
  const [only, ...more] = terms;
  const found = /^(.+)@([^@]+)$/.exec(only?.text ?? '');
  if (!found || more.length > 0 || only.kind !== 'package' || versions) {
    return { terms, versions };
  }
  const [, text, version] = found;
  return { terms: [{ kind: 'package', text }], versions: version };
}

/** Terms as they stand in the search field. */
export function termsText(terms: readonly Term[]): string {
  return terms.map(term => term.text).join(', ');
}

/** The query parameters for terms; without any all three are taken away. */
export function termsQuery(
  terms: readonly Term[],
): Record<TermKind, string[] | undefined> {
  const of = (kind: TermKind) => {
    const texts = terms.flatMap(term => (term.kind === kind ? term.text : []));
    return texts.length > 0 ? texts : undefined;
  };
  return {
    package: of('package'),
    purl: of('purl'),
    advisory: of('advisory'),
  };
}

/** What a {@link UsageFilter} looks for. */
export function termsOf(filter: UsageFilter): Term[] {
  return kinds.flatMap(kind =>
    (filter[kind] ?? []).map(text => ({ kind, text })),
  );
}
