import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { popularNames } from './names/popular';
import { riskRules } from './rules';

describe('the rules', () => {
  it('are those that the page on package risks tells', () => {
    const page = join(__dirname, '../../../docs/package-risks.md');
    const rows = readFileSync(page, 'utf8')
      .split('\n')
      .map(line => line.split(/(?<!\\)\|/).map(cell => cell.trim()))
      .filter(cells => /^`[a-z-]+`$/.test(cells[1] ?? ''));
    expect(rows.map(cells => cells.slice(1, 6))).toEqual(
      riskRules.map(({ id, severity, confidence, description, help }) => [
        `\`${id}\``,
        severity,
        confidence,
        description,
        help,
      ]),
    );
  });
});

describe('lists of well-known names', () => {
  it.each([...popularNames])('of %s have no name twice', (_, list) => {
    const names = `${list.names} ${list.known}`.split(/\s+/).filter(Boolean);
    const twice = names.filter((name, at) => names.indexOf(name) !== at);
    expect(twice).toEqual([]);
    expect(names.length).toBeGreaterThan(120);
  });
});
