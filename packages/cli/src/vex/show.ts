import { npmRegistries } from '@safety-curtain/npm-configuration';
import { pathsThrough } from '@safety-curtain/sbom';
import type { Applicability, Statement, Subject } from '@safety-curtain/vex';
import { wordsOf } from '../decisions/Decisions';
import { readVexFile, testOf } from '../decisions/vexFiles';
import { readSource, type Source } from '../input/source';
import { printable } from '../output/printable';
import { printNotes } from '../output/streams';

/** What may be said beside the document. */
export interface ShowOptions {
  /** A folder, lock file or SBOM that it may be about. */
  of?: string;
  format: 'text' | 'json';
  /** Package URLs that documents know the place by. */
  product: string[];
}

/** A statement, and what of a place it is about. */
interface Shown extends Statement {
  /** Package URLs; absent where no place was named. */
  appliesTo?: string[];
  /** Package URLs that other ways lead to as well. */
  information?: string[];
}

/** Writes what a VEX document says, and what of a place it is about. */
export async function showVex(
  file: string,
  { of: place, format, product }: ShowOptions,
): Promise<void> {
  const { statements, ...heading } = readVexFile(file);
  const source = place
    ? readSource(place, { registries: await npmRegistries() })
    : undefined;
  if (source) printNotes(source.notes);
  for (const { at, reason } of heading.notUnderstood) {
    printNotes([`${file}: ${at}: not understood: ${reason}`]);
  }
  const shown = statements.map(
    (statement): Shown => ({
      ...statement,
      ...(source && reachOf(statement, source, product)),
    }),
  );
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ ...heading, statements: shown }, null, 2)}\n`
      : `${[headingOf(heading), ...shown.map(lineOf)].join('\n')}\n`,
  );
}

function reachOf(
  statement: Statement,
  { inventory: { subject, manifests } }: Source,
  products: readonly string[],
): Required<Pick<Shown, 'appliesTo' | 'information'>> {
  const test = testOf(statement);
  const found = new Map<Applicability, Set<string>>();
  for (const manifest of manifests) {
    for (const {
      purl,
      ecosystem,
      packageName,
      version,
    } of manifest.components) {
      const fits = test({
        purl,
        ecosystem: ecosystem ?? '',
        packageName,
        version,
        manifests: [manifest.path],
        servicePurls: [subject.purl ?? [], products].flat(),
        bomLinks: [],
        pathsThrough: of => pathsThrough(manifest, purl, of),
      });
      found.set(fits, (found.get(fits) ?? new Set()).add(purl));
    }
  }
  return {
    appliesTo: [...(found.get('applies') ?? [])],
    information: [...(found.get('information') ?? [])],
  };
}

function headingOf(heading: {
  format: string;
  specVersion: string;
  id?: string;
  version?: string;
  author?: string;
}): string {
  const { format, specVersion, id, version, author } = heading;
  return printable(
    [
      `${format} ${specVersion}`,
      id && `${id}${version ? `, version ${version}` : ''}`,
      author && `by ${author}`,
    ]
      .filter(Boolean)
      .join('; '),
  );
}

function lineOf(shown: Shown): string {
  const { vulnerability, subjects, analysis, appliesTo, information } = shown;
  const parts = [
    `${vulnerability.id}: ${wordsOf(analysis)}`,
    `  of ${subjects.map(nameOf).join(', ')}`,
    analysis.detail && `  ${analysis.detail}`,
    appliesTo && `  here: ${appliesTo.join(', ') || 'nothing'}`,
    information?.length &&
      `  not applied, since other ways lead there: ${information.join(', ')}`,
  ];
  return parts
    .filter(part => typeof part === 'string')
    .map(printable)
    .join('\n');
}

function nameOf(subject: Subject): string {
  return subject.within
    ? `${subject.package.text} in ${subject.within.text}`
    : subject.package.text;
}
