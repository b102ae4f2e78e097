import { manifestReaders } from '@safety-curtain/sbom';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { instruments } from './instruments';

// eslint-disable-next-line no-restricted-syntax -- tests run unbundled
const folder = path.resolve(__dirname, '../../../../docs');
const text = readFileSync(path.join(folder, 'operations.md'), 'utf8');
const all = Object.values(instruments);

/** A name as OpenTelemetry's exporter for Prometheus makes it. */
function prometheusNames({ name, kind, unit }: (typeof all)[number]) {
  const base = name.replaceAll('.', '_') + (unit === 's' ? '_seconds' : '');
  if (kind === 'counter') return [`${base}_total`];
  if (kind === 'gauge') return [base];
  return ['count', 'sum', 'bucket'].map(part => `${base}_${part}`);
}

/** A file of Prometheus' alerting rules. */
interface AlertFile {
  groups: { rules: { alert: string; expr: string }[] }[];
}

const quoted = (values: readonly string[] | string) =>
  [...values].map(value => `\`${value}\``).join(', ');

/** Those of files are named by their readers, and are too many to list. */
const formats = (values: readonly string[] | string) =>
  `formats of files, ${quoted(
    [...values].filter(
      value => !manifestReaders.some(({ id }) => id === value),
    ),
  )}`;

describe('docs/operations.md', () => {
  const rows = text
    .split('\n')
    .filter(line => line.startsWith('| `backstage.plugin'))
    .map(line => line.split('|').map(cell => cell.trim()));

  it('lists every metric and no other', () => {
    expect(rows.map(row => row[1]).sort()).toEqual(
      all.map(({ name }) => `\`${name}\``).sort(),
    );
  });

  it.each(all.map(instrument => [instrument.name, instrument] as const))(
    'says what %s is',
    (name, { kind, unit, description, attributes }) => {
      const row = rows.find(cells => cells[1] === `\`${name}\``)!;
      expect(row.slice(2, 5)).toEqual([kind, `\`${unit}\``, description]);
      const documented = row[5].split('; ').map(part => part.split(': '));
      expect(documented.map(([attribute]) => attribute)).toEqual(
        Object.keys(attributes).map(attribute => `\`${attribute}\``),
      );
      const listed = Object.entries<readonly string[] | string>(attributes)
        // Sources are named by the configuration.
        .filter(([, values]) => values !== 'configured')
        .map(([attribute, values]) => [
          attribute,
          attribute === 'format' ? formats(values) : quoted(values),
        ]);
      expect(documented).toEqual(
        expect.arrayContaining(
          listed.map(([attribute, values]) => [`\`${attribute}\``, values]),
        ),
      );
    },
  );

  it('has alerts on metrics that there are, by values that they have', () => {
    const [block] = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)]
      .map(match => load(match[1]) as AlertFile)
      .filter(file => file?.groups);
    const { rules } = block.groups[0];
    expect(rules.length).toBeGreaterThanOrEqual(4);
    const byName = new Map(
      all.flatMap(one => prometheusNames(one).map(name => [name, one])),
    );
    const used = rules.flatMap(({ expr }) =>
      [
        ...expr.matchAll(/(backstage_plugin_\w+)(?:\{(\w+)=~?"([^"]+)"\})?/g),
      ].map(([, name, label, values = '']) => [name, label, values]),
    );
    expect(used.length).toBeGreaterThanOrEqual(rules.length);
    const unknown = used.filter(([name, label, values]) => {
      const attributes: Record<string, readonly string[] | string> | undefined =
        byName.get(name)?.attributes;
      const listed = label === undefined ? [] : attributes?.[label] ?? [];
      return (
        !attributes ||
        (label && !values.split('|').every(value => listed.includes(value)))
      );
    });
    expect(unknown).toEqual([]);
  });

  it('names every step of a scan that is traced', () => {
    // eslint-disable-next-line no-restricted-syntax -- tests run unbundled
    const scan = path.resolve(__dirname, '../flows/scan');
    const steps = readdirSync(scan)
      .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map(file => readFileSync(path.join(scan, file), 'utf8'))
      .flatMap(source => [...source.matchAll(/\.span\('scan(\.\w+)'/g)])
      .map(([, step]) => step);
    expect(steps).toHaveLength(5);
    expect(steps.filter(step => !text.includes(`${step}\` (`))).toEqual([]);
  });
});
