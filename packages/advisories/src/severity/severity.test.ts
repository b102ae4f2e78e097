import { Advisory } from '../records/advisory';
import { severityOf } from './severity';

const V2 = 'AV:N/AC:L/Au:N/C:C/I:C/A:C';
const V3_CRITICAL = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const V3_LOW = 'CVSS:3.1/AV:P/AC:H/PR:L/UI:R/S:U/C:L/I:L/A:L';
const V4_HIGH =
  'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N';

function record(more: Partial<Advisory>, ...scores: string[]): Advisory {
  return {
    id: 'GHSA-1',
    modified: '',
    severity: scores.map(score => ({ type: 'CVSS', score })),
    ...more,
  };
}

describe('severityOf', () => {
  it('takes the newest version of CVSS, then the highest score', () => {
    expect(severityOf(record({}, V2, V3_CRITICAL, V4_HIGH))).toEqual({
      level: 'high',
      score: 8.7,
      vector: V4_HIGH,
      version: '4.0',
      source: 'cvss',
    });
    expect(severityOf(record({}, V3_LOW, V3_CRITICAL, V2)).score).toBe(9.8);
  });

  it('rates version 2 on its own scale, which ends at high', () => {
    expect(severityOf(record({}, V2))).toMatchObject({
      level: 'high',
      score: 10,
      version: '2.0',
    });
  });

  it('goes by the entry before the record', () => {
    const affected = [
      { severity: [{ type: 'CVSS_V3', score: V3_LOW }] },
      { versions: ['1'] },
    ];
    const both = record({ affected }, V3_CRITICAL);
    expect(severityOf(both, 0).level).toBe('low');
    expect(severityOf(both, 1).level).toBe('critical');
    expect(severityOf(both).level).toBe('critical');
    expect(severityOf(record({ affected })).level).toBe('low');
    expect(severityOf(record({ affected }), 1).level).toBe('unknown');
    expect(severityOf(both, 7).level).toBe('critical');
  });

  it.each([
    ['MODERATE', 'medium'],
    ['important', 'high'],
    ['LOW', 'low'],
    ['hasOwnProperty', 'unknown'],
  ])('takes the word %s for %s where there is no vector', (word, level) => {
    const worded = record({ database_specific: { severity: word } }, 'n/a');
    expect(severityOf(worded)).toEqual({ level, source: 'database' });
  });

  it.each([
    ['medium', 'medium'],
    ['negligible', 'low'],
    ['untriaged', 'unknown'],
  ])('takes the priority %s of Ubuntu for %s', (score, level) => {
    const severity = [{ type: 'Ubuntu', score }];
    expect(severityOf(record({ severity })).level).toBe(level);
    const rated = [{ type: 'CVSS_V3', score: V3_CRITICAL }, ...severity];
    expect(severityOf(record({ severity: rated }))).toMatchObject({
      level: 'critical',
      source: 'cvss',
    });
  });

  it.each([
    ['unimportant', 'low'],
    ['medium**', 'medium'],
    ['high', 'high'],
    ['not yet assigned', 'unknown'],
    ['end-of-life', 'unknown'],
  ])('takes the urgency %s of Debian for %s', (urgency, level) => {
    const affected = [{ ecosystem_specific: { urgency } }];
    expect(severityOf(record({ affected })).level).toBe(level);
    expect(severityOf(record({ affected }), 0).level).toBe(level);
  });

  it.each([
    ['Important: openssl security update', 'high'],
    ['Low: a, b and c', 'low'],
    ['Lowering the limits', 'unknown'],
    ['Security update for openssl', 'unknown'],
  ])('takes the word that the title %j begins with', (summary, level) => {
    expect(severityOf(record({ summary })).level).toBe(level);
  });

  it('takes for critical what is malicious by another name', () => {
    const aliases = ['CVE-2025-59144', 'MAL-2025-46974'];
    expect(severityOf(record({ aliases }, V3_LOW))).toEqual({
      level: 'critical',
      source: 'database',
    });
  });

  it('has none, unknown and malware', () => {
    const none = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N';
    expect(severityOf(record({}, none)).level).toBe('none');
    expect(severityOf(record({}))).toEqual({
      level: 'unknown',
      source: 'database',
    });
    expect(severityOf(record({ id: 'MAL-2024-1' }, V3_LOW))).toEqual({
      level: 'critical',
      source: 'database',
    });
  });
});
