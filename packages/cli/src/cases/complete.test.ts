import { cases } from '@safety-curtain/testing';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where cases are asked that no folder of packages shows. */
const elsewhere = ['29-licence-names'];

const run = existsSync(cases) ? describe : describe.skip;

run('cases', () => {
  const tables = readdirSync(__dirname)
    .filter(name => name.endsWith('.test.ts'))
    .map(name => readFileSync(join(__dirname, name), 'utf8'))
    .join('\n');
  const folders = existsSync(cases)
    ? readdirSync(cases, { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .map(({ name }) => name)
    : [];

  it.each(folders)('%s is asked', name => {
    expect(elsewhere.includes(name) || tables.includes(`'${name}':`)).toBe(
      true,
    );
  });
});
