import type { NotUnderstood } from '../model/statement';
import type { IgnoreTool } from './ignored';
import {
  type IgnorableDecision,
  notSilenced,
  silencedOf,
  type SilencedVulnerability,
  type Unsaid,
} from './silenced';
import { comment } from './texts';
import { writeAuditCi } from './writeAuditCi';
import { writeGrype } from './writeGrype';
import { writeOsvScanner } from './writeOsvScanner';
import { writeRetire } from './writeRetire';
import { writeSnyk } from './writeSnyk';
import { writeTrivy } from './writeTrivy';

/** Tools whose ignore files are written; Dependabot's is none of people's. @public */
export type WritableIgnoreTool = Exclude<IgnoreTool, 'dependabot'>;

/** An ignore file of a tool. @public */
export interface WrittenIgnoreFile {
  /** Its name, which the tool looks for. */
  path: string;
  text: string;
  /** What of the decisions it cannot say; in its comments as well, where it may have some. */
  unsaid: NotUnderstood[];
}

interface Format {
  path: string;
  /** What begins a comment; none where the tool knows none. */
  comment?: string;
  write(
    vulnerabilities: readonly SilencedVulnerability[],
    unsaid: Unsaid,
  ): string[];
}

const FORMATS: Readonly<Record<WritableIgnoreTool, Format>> = {
  snyk: { path: '.snyk', comment: '#', write: writeSnyk },
  'osv-scanner': {
    path: 'osv-scanner.toml',
    comment: '#',
    write: writeOsvScanner,
  },
  trivy: { path: '.trivyignore.yaml', comment: '#', write: writeTrivy },
  grype: { path: '.grype.yaml', comment: '#', write: writeGrype },
  'audit-ci': { path: 'audit-ci.jsonc', comment: '//', write: writeAuditCi },
  retire: { path: '.retireignore.json', write: writeRetire },
};

/** The tools, in a steady order. @public */
export const writableIgnoreTools = Object.keys(
  FORMATS,
) as readonly WritableIgnoreTool[];

/**
 * Writes what was decided as the ignore file of a tool: vulnerabilities about which nothing is to be
 * done any more, and those whose risk is accepted. It is never about more than was decided: what the
 * format can only say of more is left out, and told.
 *
 * @param findings - all that there are, also those that nothing was decided about
 * @param title - what the file is about, for its first line
 *
 * @public
 */
export function writeIgnoreFile(
  tool: WritableIgnoreTool,
  findings: readonly IgnorableDecision[],
  title: string,
): WrittenIgnoreFile {
  const format = FORMATS[tool];
  const unsaid = notSilenced(findings);
  const lines = format.write(silencedOf(findings), ({ names }, reason) =>
    unsaid.push({ at: names[0], reason }),
  );
  const { comment: sign } = format;
  const notes = sign
    ? [title, ...unsaid.map(({ at, reason }) => `${at}: ${reason}`)].map(text =>
        comment(text, sign),
      )
    : [];
  return {
    path: format.path,
    text: `${[...notes, ...lines].join('\n').trimEnd()}\n`,
    unsaid,
  };
}
