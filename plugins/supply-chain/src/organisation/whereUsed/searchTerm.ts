import type { UsageFilter } from '@safety-curtain/plugin-supply-chain-common';

/** What a reader may look for: the three ways in which usages are found. */
export type TermKind = 'package' | 'purl' | 'advisory';

/** Ids of advisory databases: letters, then parts joined by dashes, the last with a digit. */
const ADVISORY_ID =
  /^(CVE|GHSA|PYSEC|RUSTSEC|GO|OSV|MAL|GSD|DSA|DLA|USN|RHSA|ALPINE|CGA)-[\w.-]+$/i;

/** Tells what a text names: `pkg:…` a package URL, `CVE-…` an advisory, else a package. */
export function termKind(text: string): TermKind {
  if (/^pkg:/i.test(text)) return 'purl';
  return ADVISORY_ID.test(text) ? 'advisory' : 'package';
}

/** The query parameters for a text: one of the three is set, the others taken away. */
export function termQuery(text: string): Record<TermKind, string | undefined> {
  const term = text.trim();
  const kind = termKind(term);
  return {
    package: kind === 'package' ? term : undefined,
    purl: kind === 'purl' ? term : undefined,
    advisory: kind === 'advisory' ? term : undefined,
  };
}

/** What a {@link UsageFilter} looks for, if anything. */
export function termOf(
  filter: UsageFilter,
): { kind: TermKind; text: string } | undefined {
  for (const kind of ['purl', 'advisory', 'package'] as const) {
    const text = filter[kind];
    if (text) return { kind, text };
  }
  return undefined;
}
