import { npmRegistries } from '@safety-curtain/npm-configuration';
import { gateSarif } from '@safety-curtain/policy';
import { tool } from '../output/tool';
import { readDecisions } from '../decisions/readDecisions';
import { readAdvisories } from '../input/advisories';
import { readSource } from '../input/source';
import { withoutCredentials } from '../output/printable';
import { printNotes } from '../output/streams';
import { nothingFound, toMarkdown, toTable } from '../output/text';
import { findVulnerabilities } from './findings';
import { toGateFinding } from './gateFindings';

/** What findings can be written as. */
export const scanFormats = ['table', 'json', 'sarif', 'markdown'] as const;

/** What may be said beside the place. */
export interface ScanOptions {
  advisories: string[];
  format: (typeof scanFormats)[number];
  /** Documents that decide about findings. */
  vex: string[];
  /** Whether ignore files of tools in the place decide, too. */
  ignoreFiles: boolean;
  /** Package URLs that documents know the place by. */
  product: string[];
  showDismissed: boolean;
}

/** Writes what records know of a place, and what was decided about it. */
export async function scan(place: string, options: ScanOptions): Promise<void> {
  const advisories = readAdvisories(options.advisories);
  const source = readSource(place, await npmRegistries());
  const { inventory, notes, partial, isWhole, unresolved } = source;
  const decided = readDecisions(
    {
      vex: options.vex,
      ...(options.ignoreFiles && { ignoreFiles: source.ignoreFiles }),
    },
    new Date(),
  );
  printNotes([...advisories.notes, ...notes, ...decided.notes]);
  if (partial) {
    printNotes(['Some files could not be read: there may be more findings']);
  }
  const findings = findVulnerabilities(inventory, advisories.index, {
    decisions: decided.decisions,
    products: options.product,
  });
  printNotes(decided.unmet());
  const open = findings.filter(({ decision }) => !decision?.dismissed);
  const dismissed = findings.length - open.length;
  const isEmpty = inventory.manifests.every(m => m.components.length === 0);
  const nothing = nothingFound({ isEmpty, isWhole, unresolved, dismissed });
  const listed = options.showDismissed ? findings : open;
  const isText = options.format === 'table' || options.format === 'markdown';
  if (isText && dismissed > 0 && !options.showDismissed) {
    printNotes([`Dismissed: ${dismissed}; --show-dismissed lists them`]);
  }
  const formats: Record<ScanOptions['format'], () => string> = {
    table: () => toTable(listed, nothing),
    markdown: () => toMarkdown(listed, nothing),
    // One result for each version in each file, as the table has rows.
    sarif: () =>
      gateSarif(
        findings.map(finding => toGateFinding([finding])),
        { tool },
      ),
    json: () => {
      const told = [...notes, ...decided.notes].map(withoutCredentials);
      const answer = { partial, unresolved, notes: told, findings };
      return `${JSON.stringify(answer, null, 2)}\n`;
    },
  };
  process.stdout.write(formats[options.format]());
}
