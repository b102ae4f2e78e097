import type { ToolReport } from '@safety-curtain/reports';
import { BadInputError } from '../errors';
import { type Checkout, checkoutOf } from '../git/checkout';
import { inspectPlace, readToolReports } from '../inspect/toolReports';
import { printNotes } from '../output/streams';
import { type Compared, finish, sourceOf, VEX, type Writing } from './check';
import { findEntity } from './findEntity';
import type { CheckFormat } from './formats';
import { gitBase } from './gitBase';
import {
  askGate,
  type PortalQuestion,
  type SentBefore,
  type SentPlace,
} from './portalCheck';

/** What may be said beside the place, where a portal judges. */
export interface PortalCheckOptions
  extends Writing,
    Compared,
    Omit<PortalQuestion, 'entity'> {
  /** Where absent, the one whose source the place is. */
  entity?: string;
}

/** Writes what the gate of a portal says of a place, and ends with the code of that. */
export async function checkByPortal(
  place: string,
  options: PortalCheckOptions,
): Promise<void> {
  const startedAt = new Date();
  refuseFormat(options.format);
  const now = { ...options, place, files: options.report };
  const sent = await sentPlace(now, startedAt);
  printNotes(sent.source.notes);
  const before = await sentBefore(place, options, startedAt);
  const entity = options.entity ?? (await entityOf(place, options));
  const report = await askGate(sent, before, { ...options, entity });
  const vex = () => '';
  finish(report, { findings: [] }, vex, options, startedAt);
}

/** What a portal is told of a place. */
async function sentPlace(
  {
    place,
    files,
    exclude,
    inspect,
  }: { place: string; files: string[] } & Pick<
    PortalCheckOptions,
    'exclude' | 'inspect'
  >,
  now: Date,
): Promise<SentPlace> {
  const source = await sourceOf(place, exclude);
  const told = readToolReports(files);
  refuseOwnTools(told.reports);
  const inspected = inspect
    ? await inspectPlace(place, exclude, now)
    : { reports: [], notes: [], notLookedAt: [] };
  printNotes([...told.notes, ...inspected.notes]);
  const notLookedAt = [
    ...source.notLookedAt,
    ...told.notLookedAt,
    ...inspected.notLookedAt,
  ];
  return {
    source: { ...source, notLookedAt },
    reports: [...told.reports, ...inspected.reports],
  };
}

async function sentBefore(
  place: string,
  options: PortalCheckOptions,
  now: Date,
): Promise<SentBefore | undefined> {
  const { base, baseRef, baseReport: files, against } = options;
  const read = async (from: string, what: string): Promise<SentBefore> => {
    const sent = { ...options, place: from, files };
    const { source, reports } = await sentPlace(sent, now);
    printNotes(source.notes.map(note => `base: ${note}`));
    return { what, source, reports };
  };
  if (base !== undefined) return read(base, base);
  if (baseRef !== undefined) {
    const before = gitBase(place, baseRef);
    try {
      return await read(before.place, before.what);
    } finally {
      before.remove();
    }
  }
  if (files.length === 0) return undefined;
  if (against === 'nothing') {
    throw new BadInputError(
      '--base-report says what was before, and --against nothing that nothing was',
    );
  }
  const { reports } = readToolReports(files);
  refuseOwnTools(reports);
  return { what: 'reports of what was before', reports };
}

/** What is said in the name of a tool of Safety Curtain was found by it here, or not at all. */
function refuseOwnTools(reports: readonly ToolReport[]): void {
  const own = reports.find(({ tool }) => tool.id.startsWith('safety-curtain'));
  if (own) {
    throw new BadInputError(
      `A report names ${own.tool.id}, which a portal hears from itself alone`,
    );
  }
}

async function entityOf(
  place: string,
  portal: PortalCheckOptions,
): Promise<string> {
  const entity = await findEntity(portal, checkoutFor(place));
  printNotes([`The checkout is the source of ${entity}`]);
  return entity;
}

function checkoutFor(place: string): Checkout {
  try {
    return checkoutOf(place);
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    throw new BadInputError(
      `Which entity is built cannot be told by its checkout: ${error.message}. Name it with --entity`,
    );
  }
}

/** The portal tells what decides, not all findings: without the others, GitHub would close its alerts. */
function refuseFormat(format: CheckFormat): void {
  if (format === VEX) {
    throw new BadInputError(
      `--format ${VEX} is written from findings that are decided about here; what a portal decided is given by vex download`,
    );
  }
  if (format === 'sarif' || format === 'gitlab') {
    throw new BadInputError(
      `--format ${format} has all findings, and a portal tells those that decide; use it with --advisories, or another format with --url`,
    );
  }
}
