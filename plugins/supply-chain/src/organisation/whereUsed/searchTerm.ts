import type { UsageFilter } from '@safety-curtain/plugin-supply-chain-common';

/** What a reader may look for: the three ways in which usages are found. */
export type TermKind = 'package' | 'purl' | 'advisory';

/** What is looked for, and what it is meant as. */
export type Term = { kind: TermKind; text: string };

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

/** The query parameters for a term: one of the three is set, the others taken away. */
export function termQuery(term: Term): Record<TermKind, string | undefined> {
  const nothing = { package: undefined, purl: undefined, advisory: undefined };
  return { ...nothing, [term.kind]: term.text };
}

/** What a {@link UsageFilter} looks for, if anything. */
export function termOf(filter: UsageFilter): Term | undefined {
  for (const kind of ['purl', 'advisory', 'package'] as const) {
    const text = filter[kind];
    if (text) return { kind, text };
  }
  return undefined;
}
