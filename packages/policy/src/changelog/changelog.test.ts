import fc from 'fast-check';
import type { Changelog, ChangelogFinding } from './changelog';
import { impactNote } from './impactNote';
import { writeChangelog } from './writeChangelog';

const nothing = { count: 0, items: [] };
const none = { critical: 0, high: 0, medium: 0, low: 0, none: 0, unknown: 0 };

function finding(change: Partial<ChangelogFinding> = {}): ChangelogFinding {
  return {
    vulnerability: 'CVE-2026-0001',
    severity: 'critical',
    package: 'left-pad',
    versions: ['1.0.0'],
    summary: 'Something',
    ...change,
  };
}

function changelog(change: Partial<Changelog> = {}): Changelog {
  const release = { releasedAt: '2026-11-01T00:00:00.000Z', partial: false };
  return {
    version: 1,
    subject: { entityRef: 'component:default/shop', name: 'shop' },
    release: { name: '2.0.0', components: 3, revision: 'abc', ...release },
    previous: { name: '1.0.0', components: 2, ...release },
    basis: 'then',
    asOf: '2026-11-01T00:00:00.000Z',
    findings: {
      open: { ...none, high: 1 },
      added: { count: 1, items: [finding({ severity: 'high' })] },
      fixed: { count: 2, items: [finding(), finding({ severity: 'low' })] },
      reopened: nothing,
      rerated: nothing,
      decided: nothing,
    },
    components: {
      added: { count: 2, items: [{ name: 'ms', version: '2.0.0' }] },
      removed: nothing,
      changed: {
        count: 1,
        items: [{ name: 'a', before: ['1'], after: ['2'], major: true }],
      },
      majors: 1,
    },
    licenses: {
      added: { count: 1, items: [{ expression: 'MIT', packages: 2 }] },
      removed: nothing,
      changed: nothing,
    },
    ...change,
  };
}

describe('impactNote', () => {
  it('says what is fixed, what comes and what it ships with', () => {
    expect(impactNote(changelog())).toBe(
      'Fixes 2 findings (1 critical), brings 1 new finding (1 high); 1 component changed (1 to another major version), 2 added; 1 license new. It ships with open findings of known vulnerabilities: 1 high.',
    );
  });

  it('says of the first release that it is', () => {
    expect(impactNote(changelog({ previous: undefined }))).toBe(
      'The first release that is known: 3 components under 1 license. It ships with open findings of known vulnerabilities: 1 high.',
    );
  });

  it('tells what is dismissed, and that a license that is not known is none', () => {
    const whole = changelog({ previous: undefined });
    const empty = { count: 0, items: [] };
    const note = impactNote({
      ...whole,
      findings: { ...whole.findings!, dismissed: 8 },
      licenses: { added: empty, removed: empty, changed: empty, unknown: 3 },
    });
    expect(note).toBe(
      'The first release that is known: 3 components. It ships with open findings of known vulnerabilities: 1 high; 8 are dismissed. No license is known of 3 components.',
    );
  });

  it('says nothing of what the reader may not see', () => {
    const hidden = changelog({ findings: undefined, licenses: undefined });
    expect(impactNote(hidden)).toBe(
      '1 component changed (1 to another major version), 2 added.',
    );
  });

  it('names releases that were read in part', () => {
    const { release } = changelog();
    expect(
      impactNote(changelog({ release: { ...release, partial: true } })),
    ).toContain('Some files of 2.0.0 could not be read');
  });
});

describe('writeChangelog', () => {
  it('writes the lists that have something in them, and says what is left', () => {
    const { text } = writeChangelog(changelog(), 'markdown');
    const titles = text.split('\n').filter(line => line.startsWith('## '));
    expect(titles).toEqual([
      '## New findings (1)',
      '## Fixed findings (2)',
      '## Changed components (1)',
      '## Added components (2)',
      '## New licenses (1)',
    ]);
    expect(text).toContain('And 1 more.');
    expect(text).toContain('| high | `CVE-2026-0001` | `left-pad 1.0.0` |');
  });

  it('writes one page of HTML that asks for nothing', () => {
    const { text } = writeChangelog(changelog(), 'html');
    expect(text).toContain(`content="default-src 'none'`);
    expect(text).not.toMatch(/<(?:script|link|img|iframe|a)\b/);
    expect(text).toContain('<td><code>CVE-2026-0001</code></td>');
  });

  it('writes JSON with its impact', () => {
    const { text } = writeChangelog(changelog(), 'json');
    expect(JSON.parse(text)).toEqual({
      ...changelog(),
      impact: impactNote(changelog()),
    });
  });

  const hostile = [
    '@team',
    '<img src=x onerror=alert(1)>',
    '](https://evil.example)',
    '![x](https://evil.example/pixel)',
    '`code` | cell',
    'www.evil.example https://evil.example',
    'two\nlines\r\n## heading',
    '\u202egnp.exe',
    '"><script>alert(1)</script>',
  ];

  /** With a text of a stranger wherever one may stand. */
  function told(text: string): Changelog {
    const name = { name: text, type: text };
    const one = { ...name, before: [text], after: [text] };
    const bad = finding({
      vulnerability: text,
      package: text,
      versions: [text],
      summary: text,
    });
    const listed = <T>(item: T) => ({ count: 1, items: [item] });
    const release = { ...changelog().release, name: text, series: text };
    return changelog({
      subject: { entityRef: text, name: text },
      release,
      previous: { ...release, revision: text },
      findings: {
        open: none,
        added: listed(bad),
        fixed: listed(bad),
        reopened: listed(bad),
        rerated: listed({ ...bad, before: 'low' }),
        decided: listed({ ...bad, decision: 'dismissed', verdict: text }),
      },
      components: {
        added: listed({ ...name, version: text }),
        removed: listed({ ...name, version: text }),
        changed: listed({ ...one, major: false }),
        majors: 0,
      },
      licenses: {
        added: listed({ expression: text, packages: 1 }),
        removed: nothing,
        changed: listed(one),
      },
    });
  }

  it.each(hostile)('makes %j inert', text => {
    const markdown = writeChangelog(told(text), 'markdown').text;
    const outsideCode = markdown.replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, '');
    expect(outsideCode).not.toMatch(
      /(?<!\\)<\w|@\w|:\/\/(?!\u2060)|\bwww\.(?!\u2060)|(?<!\\)\]\(|^## heading|\u202e/m,
    );
    const html = writeChangelog(told(text), 'html').text;
    expect(html).not.toMatch(/<(?:img|script|a)\b|\u202e/);
  });

  it('has as many lines, whatever strangers write', () => {
    const lines = (text: string) => text.split('\n').length;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), text => {
        for (const format of ['markdown', 'html'] as const) {
          expect(lines(writeChangelog(told(text), format).text)).toBe(
            lines(writeChangelog(told('x'), format).text),
          );
        }
      }),
      { numRuns: 50 },
    );
  });
});
