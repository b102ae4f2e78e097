import { builtInChecks, factPaths } from '@safety-curtain/policy';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '@backstage/types';
import { load } from 'js-yaml';
import { ConfigReader } from '@backstage/config';
import { createScorecardSet, readScorecardOptions } from './options';

// eslint-disable-next-line no-restricted-syntax -- tests run unbundled
const folder = path.resolve(__dirname, '../../../../../docs');
const text = readFileSync(path.join(folder, 'scorecards.md'), 'utf8');

describe('docs/scorecards.md', () => {
  it.each(builtInChecks.map(check => [check.id, check] as const))(
    'names the check %s with its defaults',
    (id, { options }) => {
      expect(text).toContain(`\`${id}\``);
      const row = text.split('\n').find(line => line.startsWith(`| \`${id}\``));
      if (!row) return;
      for (const [name, option] of Object.entries(options)) {
        expect(row).toContain(`\`${name}\` ${option.default}`);
      }
    },
  );

  it('names every fact that a rule may ask for', () => {
    const missing = [...factPaths.keys()].filter(
      name => !text.includes(`| \`${name}\``),
    );
    expect(missing).toEqual([]);
  });

  it('has examples of configuration that are taken', () => {
    const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)];
    expect(blocks).toHaveLength(4);
    for (const [, block] of blocks) {
      const config = new ConfigReader(load(block) as JsonObject).getConfig(
        'supplyChain',
      );
      expect(() =>
        createScorecardSet(readScorecardOptions(config), []),
      ).not.toThrow();
    }
  });
});
