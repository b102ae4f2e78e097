import fc from 'fast-check';
import { EpssLineReader, parseEpss } from './epss';
import { FeedError } from './feedError';

const COMMENT = '#model_version:v2025.03.14,score_date:2025-08-25T12:55:00Z';
const HEADER = 'cve,epss,percentile';

describe('parseEpss', () => {
  it('reads the form that FIRST publishes', () => {
    const text = `${COMMENT}\r\n${HEADER}\r\nCVE-1999-0001,0.01141,0.77655\r\nCVE-2021-44228,0.94358,1.0\r\n`;
    expect(parseEpss(text)).toEqual({
      date: '2025-08-25',
      modelVersion: 'v2025.03.14',
      scores: new Map([
        ['CVE-1999-0001', { score: 0.01141, percentile: 0.77655 }],
        ['CVE-2021-44228', { score: 0.94358, percentile: 1 }],
      ]),
    });
  });

  it('does without comment and without last line end', () => {
    const list = parseEpss(`${HEADER}\nCVE-2024-0001,1e-05,0`);
    expect(list.date).toBeUndefined();
    expect(list.scores.get('CVE-2024-0001')).toEqual({
      score: 0.00001,
      percentile: 0,
    });
  });

  it.each([
    ['', 'EPSS: the header is missing'],
    ['<html>', 'EPSS: line 1 is not the header cve,epss,percentile'],
    [`${HEADER}\nCVE-1,0.1,0.1`, 'EPSS: line 2 has no CVE id'],
    [`${HEADER}\nCVE-2024-0001,1.1,0`, 'EPSS: line 2 has a score that'],
    [`${HEADER}\nCVE-2024-0001,0.1`, 'EPSS: line 2 has a score that'],
    [`${HEADER}\nCVE-2024-0001,,0`, 'EPSS: line 2 has a score that'],
    [`${HEADER}\n${'x'.repeat(600)}`, 'EPSS: line 2 is too long'],
  ])('refuses %.40j', (text, message) => {
    expect(() => parseEpss(text)).toThrow(message);
    expect(() => parseEpss(text)).toThrow(FeedError);
  });

  it('gives what the line reader gives', () => {
    const share = fc.integer({ min: 0, max: 99_999 }).map(n => n / 100_000);
    const entry = fc.record({
      cve: fc.integer({ min: 1000, max: 99_999 }).map(n => `CVE-2024-${n}`),
      score: share,
      percentile: share,
    });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: e => e.cve }), entries => {
        const lines = [
          COMMENT,
          HEADER,
          ...entries.map(e => `${e.cve},${e.score},${e.percentile}`),
        ];
        const reader = new EpssLineReader();
        const read = lines.map(line => reader.read(line)).filter(Boolean);
        reader.end();
        expect(read).toEqual(entries);
        expect(parseEpss(lines.join('\n')).scores.size).toBe(entries.length);
      }),
      { numRuns: 50 },
    );
  });

  it('throws nothing but FeedError', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), text => {
        expect(() => {
          try {
            parseEpss(`${HEADER}\n${text}`);
          } catch (error) {
            if (!(error instanceof FeedError)) throw error;
          }
        }).not.toThrow();
      }),
    );
  });
});
