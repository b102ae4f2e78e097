import fc from 'fast-check';
import { explainVector, scoreVector } from './cvss';

describe('scoreVector', () => {
  it.each([
    // CVSS 2.0 guide, section 3.3
    ['AV:N/AC:L/Au:N/C:N/I:N/A:C', '2.0', 7.8],
    ['AV:N/AC:L/Au:N/C:C/I:C/A:C', '2.0', 10],
    ['(AV:L/AC:H/Au:N/C:C/I:C/A:C)', '2.0', 6.2],
    // CVSS 3.0 and 3.1, "Examples"
    ['CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', '3.0', 6.4],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', '3.1', 9.8],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', '3.1', 10],
    ['CVSS:3.1/AV:P/AC:H/PR:L/UI:R/S:U/C:L/I:L/A:L', '3.1', 3.7],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', '3.1', 0],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U', '3.1', 9],
    // CVSS 4.0, "Examples"
    [
      'CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
      '4.0',
      7.3,
    ],
    [
      'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
      '4.0',
      7.7,
    ],
    [
      'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N',
      '4.0',
      8.7,
    ],
    [
      'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H',
      '4.0',
      10,
    ],
    [
      'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N',
      '4.0',
      0,
    ],
  ])('%s', (vector, version, score) => {
    expect(scoreVector(vector)).toEqual({ version, score, vector });
  });

  it('lets pass the slash that some records end in', () => {
    expect(
      scoreVector('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/')?.score,
    ).toBe(9.8);
  });

  it.each([
    '',
    '9.8',
    'HIGH',
    'CVSS:3.1/AV:N',
    'CVSS:9.9/AV:N/AC:L/Au:N/C:N/I:N/A:C',
    'CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    'CVSS:3.1/AV:Z/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    'CVSS:3.1/AV:N/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/__proto__:X',
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:S/SA:N',
    `CVSS:3.1/${'AV:N/'.repeat(100_000)}`,
  ])('has no score for %.80s', vector => {
    expect(scoreVector(vector)).toBeUndefined();
    expect(explainVector(vector)).toEqual([]);
  });

  it('never throws and never leaves the scale', () => {
    const metric = fc
      .tuple(
        fc.constantFrom('AV', 'AC', 'PR', 'UI', 'S', 'C', 'I', 'A', 'VC', 'E'),
        fc.constantFrom('N', 'L', 'H', 'R', 'U', 'C', 'X', 'ND', 'toString'),
      )
      .map(pair => pair.join(':'));
    const vectors = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(
            '',
            'CVSS:2.0/',
            'CVSS:3.0/',
            'CVSS:3.1/',
            'CVSS:4.0/',
          ),
          fc.array(metric, { maxLength: 14 }),
        )
        .map(([prefix, metrics]) => prefix + metrics.join('/')),
      fc.string(),
    );
    fc.assert(
      fc.property(vectors, vector => {
        const { score = 0 } = scoreVector(vector) ?? {};
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(10);
        explainVector(vector);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('explainVector', () => {
  it('explains the metrics that the vector sets, in order', () => {
    const explained = explainVector(
      'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H',
    );
    expect(explained.map(({ metric, value }) => `${metric}: ${value}`)).toEqual(
      [
        'Attack Vector: Network',
        'Attack Complexity: Low',
        'Privileges Required: None',
        'User Interaction: Required',
        'Scope: Unchanged',
        'Confidentiality Impact: High',
        'Integrity Impact: High',
        'Availability Impact: High',
      ],
    );
    expect(explained[0].meaning).toMatch(/network/i);
  });

  it('tells the systems of version 4 apart', () => {
    const names = explainVector(
      'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:L/SI:N/SA:N/MVC:L/MSC:H',
    ).map(({ metric }) => metric);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('Confidentiality (Vulnerable System)');
    expect(names).toContain('Confidentiality (Subsequent System)');
  });

  it('explains version 2 in brackets', () => {
    expect(explainVector('(AV:N/AC:L/Au:N/C:C/I:C/A:C)')).toHaveLength(6);
  });
});
