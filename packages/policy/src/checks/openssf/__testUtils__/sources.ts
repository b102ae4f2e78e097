import { noFacts, sourceOf } from '../../../__testUtils__/sampleFacts';
import type { SourceTree } from '../../../source/sourceTree';

/** Facts of a source. */
export const source = (
  files: Record<string, string>,
  more: Partial<SourceTree> = {},
) => noFacts({ source: sourceOf(files, more) });

/** Facts of a source with one workflow. */
export const workflow = (text: string) =>
  source({ '.github/workflows/w.yml': text });

/** The same, with the steps of its one job. */
export const job = (steps: string, before = '') =>
  workflow(
    `on: push\n${before}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps
      .split('\n')
      .map(line => `      ${line}`)
      .join('\n')}\n`,
  );
