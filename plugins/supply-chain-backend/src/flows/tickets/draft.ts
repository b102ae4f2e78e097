import {
  type Finding,
  findingPlace,
} from '@safety-curtain/plugin-supply-chain-common';
import type {
  TicketBlock,
  TicketDraft,
  TicketText,
} from '@safety-curtain/plugin-supply-chain-node';
import { createHash } from 'node:crypto';
import type { DbTicketsRow } from '../../database/tables';
import { dayOfNumber } from '../../records/findings/dueDays';
import { severityOfNumber } from '../../records/findings/severity';
import { groupOf, type TicketGroup } from '../../records/tickets/ticketGroup';
import { plainText } from '../tell/plainText';
import { ticketMarkdown } from './markdown';
import type { TicketOptions, TicketRule } from './options';
import type { TicketFacts } from './ticketFacts';
import { ticketWords, type TicketWords } from './words';

const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 200;
/** Whoever has these ids has pages about them. */
const PAGES: [RegExp, string][] = [
  [/^CVE-\d{4}-\d+$/, 'https://nvd.nist.gov/vuln/detail/'],
  [/^GHSA(-[a-z0-9]{4}){3}$/, 'https://github.com/advisories/'],
  [/^[A-Za-z0-9][\w.-]*$/, 'https://osv.dev/vulnerability/'],
];

/** What a ticket shall say, by what it is about. */
export function draftOf(
  ticket: Pick<DbTicketsRow, 'key' | 'group_name'>,
  facts: TicketFacts,
  rule: TicketRule | undefined,
  options: Pick<TicketOptions, 'page' | 'portal'>,
): TicketDraft {
  const words = ticketWords[rule?.language ?? 'en'];
  const group = groupOf(ticket);
  const severity =
    facts.severity < 0 ? undefined : severityOfNumber(facts.severity);
  const body = bodyOf(group, facts, words, options);
  const dueDate = dayOfNumber(facts.dueDay);
  const priority = severity && rule?.priorities[severity];
  return {
    key: ticket.key,
    title: plainText(titleOf(group, facts, words), LONGEST_TITLE),
    body,
    markdown: ticketMarkdown(body),
    labels: rule?.labels ?? [],
    ...(priority !== undefined && { priority }),
    ...(dueDate !== undefined && facts.open > 0 && { dueDate }),
    assignees: assigneesOf(rule, facts),
  };
}

/** Tells whether a ticket is to be written again. */
export function draftDigest(draft: TicketDraft): string {
  const { title, body, labels, priority, dueDate } = draft;
  return createHash('sha256')
    .update(JSON.stringify([title, body, labels, priority, dueDate]))
    .digest('hex');
}

/** Of the owners of its services, each once. */
function assigneesOf(
  rule: TicketRule | undefined,
  { services }: TicketFacts,
): string[] {
  const owners = services.flatMap(service => service.owners);
  const users = owners.flatMap(owner => rule?.assignees.get(owner) ?? []);
  return [...new Set(users)];
}

function titleOf(
  group: TicketGroup,
  { findings }: TicketFacts,
  words: TicketWords,
): string {
  if (group.kind === 'vulnerability') {
    const names = [
      ...new Set(findings.flatMap(one => findingPlace(one) ?? [])),
    ];
    const shown = names.slice(0, 3).join(', ');
    return words.vulnerability(
      group.vulnerability,
      names.length > 3 ? `${shown}, …` : shown || '…',
    );
  }
  const service = findings[0]?.targetName ?? nameOf(group.entityRef);
  if (group.kind === 'service') {
    return findings.every(({ kind }) => kind === 'vulnerability')
      ? words.service(service)
      : words.findingsOf(service);
  }
  if (group.kind === 'rule') return words.rule(group.rule, service);
  const versions = new Set(findings.map(fixOf));
  const [to] = versions.size === 1 ? versions : [];
  return words.upgrade(group.package, service, to);
}

function nameOf(entityRef: string): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}

/** The version that is clear of everything, else of this. */
function fixOf({ clearVersions, fixedVersions }: Finding): string | undefined {
  if (clearVersions.length === 1) return clearVersions[0];
  return fixedVersions.length === 1 ? fixedVersions[0] : undefined;
}

function bodyOf(
  group: TicketGroup,
  facts: TicketFacts,
  words: TicketWords,
  options: Pick<TicketOptions, 'page' | 'portal'>,
): TicketBlock[] {
  const isOpen = facts.open > 0;
  const link = linkOf(group, options);
  const left = facts.count - facts.findings.length;
  return [
    ...(isOpen
      ? graveness(facts, words)
      : [{ paragraph: [{ text: words.closed }] }]),
    ...servicesOf(group, facts, words),
    { heading: isOpen ? words.findings : words.was },
    {
      list: [
        ...facts.findings.map(finding => itemOf(finding, isOpen, words)),
        ...(left > 0 ? [[{ text: words.more(left) }]] : []),
      ],
    },
    ...(link ? [{ paragraph: [{ text: words.portal, link }] }] : []),
    { paragraph: [{ text: words.footer }] },
  ];
}

function graveness(
  { severity, dueDay, knownExploited }: TicketFacts,
  words: TicketWords,
): TicketBlock[] {
  const due = dayOfNumber(dueDay);
  const lines: TicketText[][] = [
    [
      { text: words.worst },
      { text: words.severity[severityOfNumber(severity)] },
    ],
    ...(due ? [[{ text: words.due }, { text: due }]] : []),
    ...(knownExploited ? [[{ text: words.exploited }]] : []),
  ];
  return [{ list: lines }];
}

/** Where it may be several. */
function servicesOf(
  group: TicketGroup,
  { services, serviceCount }: TicketFacts,
  words: TicketWords,
): TicketBlock[] {
  if (group.kind !== 'vulnerability' || services.length === 0) return [];
  const names = services.flatMap(({ name }, index): TicketText[] => [
    ...(index > 0 ? [{ text: ', ' }] : []),
    { text: name, code: true },
  ]);
  const left = serviceCount - services.length;
  return [
    {
      paragraph: [
        { text: words.services },
        ...names,
        ...(left > 0 ? [{ text: ` ${words.more(left)}` }] : []),
      ],
    },
  ];
}

/** `CVE-2021-1 (high): lodash 4.17.0, upgrade to 4.17.21, in shop: summary` */
function itemOf(
  finding: Finding,
  isOpen: boolean,
  words: TicketWords,
): TicketText[] {
  const { advisory, severity, versions, summary } = finding;
  const link = pageOf(advisory);
  return [
    { text: advisory, code: true, ...(link && { link }) },
    { text: ` (${words.severity[severity]}): ` },
    { text: [findingPlace(finding) ?? '', ...versions].join(' '), code: true },
    { text: ' · ' },
    ...(isOpen ? fixText(finding, words) : [{ text: endText(finding, words) }]),
    ...(isOpen && finding.package === undefined ? [] : [{ text: ' · ' }]),
    { text: finding.targetName, code: true },
    ...(summary ? [{ text: `: ${cut(summary)}` }] : []),
  ];
}

function fixText(finding: Finding, words: TicketWords): TicketText[] {
  // What to do about a rule is not told in a word.
  if (finding.package === undefined) return [];
  const versions = finding.clearVersions.length
    ? finding.clearVersions
    : finding.fixedVersions;
  if (versions.length === 0) return [{ text: words.noFix }];
  return [{ text: words.upgradeTo }, { text: versions.join(', '), code: true }];
}

function endText(
  { state, resolvedReason }: Finding,
  words: TicketWords,
): string {
  if (state === 'open') return words.notMeant;
  const reason = resolvedReason && words.resolved[resolvedReason];
  return reason ? `${words.state[state]} (${reason})` : words.state[state];
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length > LONGEST_SUMMARY
    ? `${characters.slice(0, LONGEST_SUMMARY - 1).join('')}…`
    : text;
}

function pageOf(advisory: string): string | undefined {
  const page = PAGES.find(([names]) => names.test(advisory));
  return page && `${page[1]}${advisory}`;
}

/** Where the portal shows it. */
function linkOf(
  group: TicketGroup,
  { page, portal }: Pick<TicketOptions, 'page' | 'portal'>,
): string | undefined {
  if (!page) return undefined;
  const findings = (q: string) =>
    `${page}/triage?${new URLSearchParams({ q })}`;
  switch (group.kind) {
    case 'vulnerability':
      return findings(group.vulnerability);
    case 'upgrade':
      return findings(group.package);
    case 'rule':
      return findings(group.rule);
    default: {
      const [, kind, namespace, name] =
        /^([^:]+):([^/]+)\/(.+)$/.exec(group.entityRef) ?? [];
      const path = [namespace, kind, name].map(encodeURIComponent).join('/');
      return `${portal}/catalog/${path}`;
    }
  }
}
