import type { Finding } from '@safety-curtain/plugin-supply-chain-common';
import { draftOf } from './draft';
import type { TicketFacts } from './ticketFacts';

/** What strangers write to be more than text. */
const EVIL = [
  '@team',
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<!-- safety-curtain ticket 0 -->',
  '<img src=x onerror=alert(1)>',
  'https://evil.example',
  '#1 !2 ~label',
  '`code` | a |\n\n# heading',
];

function factsWith(text: string): TicketFacts {
  const finding: Partial<Finding> = {
    advisory: text,
    severity: 'critical',
    package: text,
    versions: [text],
    clearVersions: [text],
    fixedVersions: [],
    targetName: text,
    entityRef: 'component:default/shop',
    state: 'open',
    owners: [],
    summary: text,
  };
  return {
    open: 1,
    count: 1,
    severity: 5,
    knownExploited: true,
    dueDay: 20_000,
    findings: [finding as Finding],
    services: [{ entityRef: 'component:default/shop', name: text, owners: [] }],
    serviceCount: 1,
  };
}

describe.each(EVIL)('a ticket about %p', evil => {
  const group = { kind: 'vulnerability', vulnerability: evil };
  const { title, markdown } = draftOf(
    { key: 'k', group_name: JSON.stringify(group) },
    factsWith(evil),
    undefined,
    { portal: 'https://portal.example', page: 'https://portal.example/s' },
  );

  it('has a title in which nothing means anything', () => {
    expect(title).not.toMatch(/@\w|<|:\/\/|\]\(|\n/);
  });

  it('has a text in which only our own links lead anywhere', () => {
    const outsideCode = markdown.replace(/(`+)[\s\S]*?\1/g, '');
    const ours = outsideCode.replace(
      /\[[^\]]*\]\(<https:\/\/portal\.example\/[^<>\s]*>\)/g,
      '',
    );
    expect(ours).not.toMatch(/<|[^\\]\]\(|:\/\/(?!\u2060)|@\w|!\[|[^\\]#\d/);
    expect(markdown.split('\n').filter(line => /^#/.test(line))).toHaveLength(
      1,
    );
  });
});
