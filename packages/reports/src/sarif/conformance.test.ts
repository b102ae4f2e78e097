import {
  describeCorpora,
  readCorpus,
  readLines,
} from '@safety-curtain/testing';
import { readAll } from '../__testUtils__/reading';

interface Facts {
  file: string;
  facts?: {
    version?: string | null;
    runs?: {
      tool: string | null;
      results: number | null;
      suppressed?: number;
      kinds?: Record<string, number>;
      baselineStates?: Record<string, number>;
      ruleIds?: string[];
    }[];
  };
}

/** Logs of the right version that are none, each with what is wrong with it. */
const REFUSED = new Map([
  ['microsoft_sarif-tutorials/No_runs.sarif', 'the log has no runs'],
  // An excerpt of the specification, whose run is `{ ... }`.
  [
    'oasis-tcs_sarif-spec/file-format-13-sariflog-object_general_example-1.json',
    'the tool of a run is not an object',
  ],
]);

/** A result goes by the rule that it is of, not by what stands behind the rule's id. */
const isOf = (id: string, rule: string) =>
  id === rule || id.startsWith(`${rule}/`);

const isFinding = ([kind]: [string, number]) =>
  ['fail', 'open', 'review'].includes(kind);
const totalOf = (counts: (number | undefined)[]) =>
  counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

describeCorpora(
  'real SARIF logs',
  () => {
    const all = readLines('sarif/index.ndjson').map(
      line => JSON.parse(line) as Facts,
    );
    const isRead = ({ file, facts }: Facts) =>
      facts?.version === '2.1.0' && !REFUSED.has(file);

    it.each(all.filter(isRead).map(entry => [entry.file, entry] as const))(
      'reads %s as it is',
      (file, { facts }) => {
        const runs = facts?.runs ?? [];
        const reports = readAll(readCorpus(`sarif/${file}`));
        const results = reports.flatMap(report => report.results);
        const findings = runs.flatMap(({ kinds }) =>
          Object.entries(kinds ?? {}).filter(isFinding),
        );
        const gone = runs.map(({ baselineStates }) => baselineStates?.absent);
        expect(results).toHaveLength(
          totalOf(findings.map(([, count]) => count)) - totalOf(gone),
        );
        expect(
          results.filter(
            ({ suppression }) => suppression?.status === 'accepted',
          ),
        ).toHaveLength(totalOf(runs.map(({ suppressed }) => suppressed)));
        const rules = [...new Set(results.map(({ rule }) => rule))];
        const ids = runs
          .flatMap(({ ruleIds }) => ruleIds ?? [])
          .filter(id => id.trim() !== '');
        const unread = ids.filter(id => !rules.some(rule => isOf(id, rule)));
        expect(unread.length).toBeLessThanOrEqual(totalOf(gone));
        expect(
          rules.filter(
            rule => rule !== 'unknown' && !ids.some(id => isOf(id, rule)),
          ),
        ).toEqual([]);
        const fingerprints = results.map(({ fingerprint }) => fingerprint);
        expect(new Set(fingerprints).size).toBe(results.length);
      },
    );

    it.each(
      all
        .filter(entry => !isRead(entry))
        .map(({ file, facts }) => [file, facts] as const),
    )('refuses %s and says why', (file, facts) => {
      const version = facts?.version ?? undefined;
      const reason =
        REFUSED.get(file) ??
        (version === undefined
          ? /not valid JSON|no runs|without a version|no format/
          : `SARIF ${version} is not read, 2.1.0 is`);
      expect(() => readAll(readCorpus(`sarif/${file}`))).toThrow(reason);
    });
  },
  'sarif',
);
