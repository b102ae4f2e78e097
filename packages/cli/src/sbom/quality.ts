import {
  readSbom,
  SbomError,
  scoreSbom,
  type SbomQuality,
} from '@safety-curtain/sbom';
import { BadInputError } from '../errors';
import { withRegularFile } from '../input/regularFile';
import { printable } from '../output/printable';
import { printNotes } from '../output/streams';

/** A line for each element with what to do, and below it the components that lack it. */
function asText({ score, checks, minimumElements }: SbomQuality): string {
  const { elements } = minimumElements;
  return [
    `Quality: ${score} of 100 (NTIA 2021 and what matching needs)`,
    ...checks
      .filter(({ passed, of }) => passed < of || of === 0)
      .map(
        ({ title, passed, of, advice }) =>
          `  ${passed}/${of} ${title}: ${advice}`,
      ),
    `CISA 2026: ${minimumElements.score} of 100 stated, ${minimumElements.explained} of 100 stated or explained`,
    ...elements.flatMap(element => {
      const { name, stated, unknown, withheld, missing, of } = element;
      const line = `  ${stated}/${of} ${name}`;
      const others = [
        ...(unknown ? [`${unknown} unknown`] : []),
        ...(withheld ? [`${withheld} withheld`] : []),
        ...(missing ? [`${missing} missing: ${element.advice}`] : []),
      ];
      return [
        others.length > 0 ? `${line}; ${others.join(', ')}` : line,
        ...element.lackedBy.map(component => `      ${component}`),
      ];
    }),
  ]
    .map(line => `${printable(line)}\n`)
    .join('');
}

/** Says how complete an SBOM is, and what each component lacks. */
export function quality(file: string, { format }: { format: string }): void {
  try {
    const sbom = withRegularFile(file, bytes => readSbom(bytes));
    printNotes(sbom.warnings);
    const measured = scoreSbom(sbom);
    process.stdout.write(
      format === 'json'
        ? `${JSON.stringify(measured, null, 2)}\n`
        : asText(measured),
    );
  } catch (error) {
    if (error instanceof SbomError) {
      throw new BadInputError(`${file}: ${error.message}`);
    }
    throw error;
  }
}
