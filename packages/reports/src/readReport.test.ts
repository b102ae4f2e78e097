import fs from 'node:fs';
import { join } from 'node:path';
import { endsWell } from '@safety-curtain/testing';
import fc from 'fast-check';
import { examples, SECRET } from './__testUtils__/examples';
import { lineOf, readAll, readOne, salt } from './__testUtils__/reading';
import { sourcePath } from './place/sourcePath';
import { EmptyReportError, ReportError } from './ReportError';
import { readReport, readers } from './readReport';

const formats = Object.entries(examples);

describe('readReport', () => {
  it.each(formats)('reads %s', (format, { document, lines }) => {
    const { format: told, reports } = readReport(document, { salt });
    expect(told).toBe(format);
    expect(reports.flatMap(({ results }) => results.map(lineOf))).toEqual(
      lines,
    );
    expect(reports.map(({ tool }) => tool.id)).toEqual(
      reports.map(() => expect.stringMatching(/^[a-z0-9.-]+$/)),
    );
  });

  it('has an example of every format', () => {
    expect(Object.keys(examples).sort()).toEqual(
      readers.map(({ id }) => id).sort(),
    );
  });

  it.each(formats)('keeps no secret of %s', (_format, { document }) => {
    expect(JSON.stringify(readAll(document))).not.toContain(SECRET);
  });

  it.each(formats)('tells results of %s apart', (_format, { document }) => {
    for (const { results } of readAll(document)) {
      expect(new Set(results.map(({ fingerprint }) => fingerprint)).size).toBe(
        results.length,
      );
    }
  });

  it.each(formats)(
    'refuses %s where another is named',
    (format, { document }) => {
      const other = format === 'trivy' ? 'grype' : 'trivy';
      expect(() => readReport(document, { salt, format: other })).toThrow(
        /^it is not .*; it looks like /,
      );
    },
  );

  it.each(formats)(
    'knows results of %s again in other lines',
    (_f, { document }) => {
      const shifted = document.replace(
        /("(?:startLine|StartLine|EndLine|line_number|start_line|end_line|lineNumber|row|line)":\s*)(\d+)/g,
        (_, key, line) => `${key}${Number(line) + 40}`,
      );
      const prints = (text: string) =>
        readAll(text).flatMap(({ results }) =>
          results.map(({ fingerprint }) => fingerprint),
        );
      expect(prints(shifted)).toEqual(prints(document));
    },
  );

  it('tells audits of pnpm and Yarn from those of npm', () => {
    const audit = { actions: [], advisories: {}, muted: [], metadata: {} };
    const formatOf = (value: object, format?: string) =>
      readReport(JSON.stringify(value), { salt, format }).format;
    expect(formatOf(audit)).toBe('pnpm-audit');
    expect(formatOf(audit, 'yarn-audit')).toBe('yarn-audit');
    expect(formatOf({ ...audit, runId: 'x' })).toBe('npm-audit');
  });

  it.each([
    ['yarn-audit', '{"type":"info","data":"No lockfile found."}'],
    ['checkov', '{"check_type":"terraform","results":{}}'],
  ])('takes what has no results of %s for no whole report', (format, text) => {
    expect(readOne(text, { format }).partial).toBe(true);
  });

  it.each([
    [[{ Class: 'lang-pkgs' }, { Class: 'license' }], ['vulnerability']],
    [
      [{ Class: 'config' }, { Class: 'secret' }],
      ['configuration', 'secret'],
    ],
    [undefined, []],
  ])('knows what Trivy looked for: %j', (Results, kinds) => {
    const { lookedFor } = readOne({
      SchemaVersion: 2,
      ArtifactName: '.',
      Results,
    });
    expect(lookedFor).toEqual(kinds);
  });

  it.each([
    ['osv-scanner', { results: [] }],
    [
      'checkov',
      {
        passed: 0,
        failed: 0,
        skipped: 0,
        parsing_errors: 0,
        resource_count: 0,
        checkov_version: '3.2.0',
      },
    ],
  ])('knows %s where it found nothing', (format, document) => {
    const read = readReport(JSON.stringify(document), { salt });
    expect(read.format).toBe(format);
    expect(read.reports[0]).toMatchObject({ results: [] });
    expect(read.reports[0].partial).toBeUndefined();
  });

  it('says what is read where nothing fits', () => {
    expect(() => readAll('{"a": 1}')).toThrow(
      /of no format that is read; read are SARIF 2\.1\.0, /,
    );
    for (const empty of ['[]', ' [ ]\n', 'null']) {
      expect(() => readAll(empty)).toThrow(EmptyReportError);
      expect(() => readAll(empty)).toThrow(/name its format \(.*hadolint/);
      expect(readOne(empty, { format: 'gitleaks' }).results).toEqual([]);
      expect(() => readAll(empty, { format: 'trivy' })).toThrow('not Trivy');
    }
    expect(readOne('[]', { format: 'gitleaks' }).results).toEqual([]);
    expect(() => readAll('[]', { format: 'x' })).toThrow(
      'there is no format x',
    );
  });

  // eslint-disable-next-line jest/expect-expect -- the property is what is expected
  it('survives any JSON value', () => {
    fc.assert(
      fc.property(fc.json(), text =>
        endsWell(() => readReport(text, { salt }), ReportError),
      ),
    );
  });

  // eslint-disable-next-line jest/expect-expect -- the property is what is expected
  it.each(formats)(
    'survives %s with any value in any place',
    (_format, { document }) => {
      const value = fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.constantFrom(
          null,
          -1,
          1e308,
          '',
          '../..',
          '__proto__',
          [[]],
          {},
          { toString: 1 },
        ),
      );
      fc.assert(
        fc.property(fc.nat(), value, (at, other) => {
          const text = withOther(document, at, other);
          return endsWell(() => readReport(text, { salt }), ReportError);
        }),
      );
    },
  );

  // eslint-disable-next-line jest/expect-expect -- the property is what is expected
  it('knows no path outside of the source', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      'a',
      'C:',
      '%2e',
      '%2f',
      '%5c',
      'file:',
      '//',
      'x.ts',
      ' ',
    );
    const any = fc.oneof(
      fc.string(),
      fc.array(part).map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(any, fc.option(any, { nil: undefined }), (path, root) => {
        const found = sourcePath(path, root);
        if (found === undefined) return true;
        return (
          !/^(?:[/\\]|[A-Za-z]:)/.test(found) &&
          !found.split('/').some(name => ['', '.', '..'].includes(name))
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is told of whole in the README', () => {
    // eslint-disable-next-line no-restricted-syntax -- tests run unbundled
    const readme = fs.readFileSync(join(__dirname, '../README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `([a-z-]+)`\s+\| ([^|]+?)\s+\|/gm)];
    expect(rows.map(([, id, name]) => [id, name])).toEqual(
      readers.map(({ id, name }) => [id, name]),
    );
  });
});

/** The JSON text with another value in one place. */
function withOther(document: string, at: number, other: unknown): string {
  const lines = document.split('\n');
  const value = JSON.parse(lines[0]);
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk(child);
    }
  };
  walk(value);
  const [holder, key] = places[at % places.length];
  holder[key] = other;
  return [JSON.stringify(value), ...lines.slice(1)].join('\n');
}
