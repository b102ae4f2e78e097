import { gateSarif } from '@safety-curtain/policy';
import { tool } from '../output/tool';
import { readConfiguration } from '../configuration/configuration';
import { readDecisions } from '../decisions/readDecisions';
import { exitCodes } from '../exitCodes';
import { readAdvisories } from '../input/advisories';
import { type PlacesReading, readSources } from '../input/sources';
import { withoutCredentials } from '../output/printable';
import { printNotes } from '../output/streams';
import { nothingFound, toMarkdown, toTable } from '../output/text';
import { failing } from './failing';
import type { ScanFailOn } from './failOn';
import { type Finding, findVulnerabilities } from './findings';
import type { scanFormats } from './formats';
import { toGateFinding } from './gateFindings';

/** What may be said beside the places. */
export interface ScanOptions extends PlacesReading {
  /** Where absent, what `advisories download` wrote. */
  advisories?: string[];
  format: (typeof scanFormats)[number];
  /** Documents that decide about findings. */
  vex: string[];
  /** Whether ignore files of tools in the place decide, too. */
  ignoreFiles: boolean;
  /** Package URLs that documents know the place by. */
  product: string[];
  showDismissed: boolean;
  exclude: string[];
  /** A file that says what is ignored and left out. */
  config?: string;
  /** The mildest severity that ends it with a code of its own. */
  failOn?: ScanFailOn;
}

/** Writes what records know of places, and what was decided about it. */
export async function scan(
  places: string[],
  options: ScanOptions,
): Promise<void> {
  const configuration = readConfiguration(options.config);
  const source = await readSources(places, {
    stdinName: options.stdinName,
    exclude: [...options.exclude, ...configuration.exclude],
  });
  const advisories = readAdvisories(options.advisories);
  const { inventory, partial, unresolved } = source;
  const uncovered = advisories.uncovered(inventory);
  const isWhole = source.isWhole && uncovered.length === 0;
  const notes = [
    ...source.notes,
    ...uncovered.map(({ at, reason }) => `${at}: ${reason}`),
  ];
  const decided = readDecisions(
    {
      vex: options.vex,
      ...(options.ignoreFiles && { ignoreFiles: source.ignoreFiles }),
      ignores: configuration.ignores,
    },
    new Date(),
  );
  printNotes([...advisories.notes, ...notes, ...decided.notes]);
  if (partial) {
    printNotes(['Some files could not be read: there may be more findings']);
  }
  const findings = findVulnerabilities(
    inventory,
    advisories.indexFor(inventory),
    {
      decisions: decided.decisions,
      products: options.product,
    },
  );
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
  process.exitCode = codeOf(
    findings,
    { isEmpty: isEmpty && unresolved === 0, partial },
    options.failOn,
  );
}

/** What was not read, or is not there, is never the same as clean. */
function codeOf(
  findings: readonly Finding[],
  { isEmpty, partial }: { isEmpty: boolean; partial: boolean },
  least: ScanFailOn | undefined,
): number {
  if (least !== undefined && failing(findings, least).length > 0) {
    return exitCodes.findings;
  }
  if (least !== undefined && partial) return exitCodes.badInput;
  return isEmpty ? exitCodes.nothingToScan : 0;
}
