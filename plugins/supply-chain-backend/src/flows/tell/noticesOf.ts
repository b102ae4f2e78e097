import { createHash } from 'node:crypto';
import type { DbNoticesRow } from '../../database/tables';
import { nextDigest, nextHour } from './digestTime';
import type { News, NewsFinding } from './news';
import { optionsOf, type TellOptions, type Urgency } from './options';

/** The topics of Safety Curtain's notifications. */
export type Topic =
  | 'exploited'
  | 'critical'
  | 'overdue'
  | 'gate'
  | 'digest'
  | 'decision-ends'
  | 're-rated'
  | 'source-stale';

/** A part of a digest. */
export type Section =
  | 'exploited'
  | 'opened'
  | 'overdue'
  | 're-rated'
  | 'needs-review'
  | 'decision-asked'
  | 'sudden-loss';

/** What a group is to be told. */
export interface Notice {
  group: string;
  slot: DbNoticesRow['slot'];
  topic: Topic | Section;
  /** What it is about: one message each, or one line of a digest. */
  subject: string;
  vulnerabilityId?: number;
  /** Of what tools report. */
  ruleId?: number;
  detail?: object;
  dueAt: Date;
}

/** The longest text that notifications and our own table take in one key. */
const LONGEST_KEY = 255;

/** What happened to a finding, what tells most first: only that is told. */
const BY_WEIGHT: readonly News['kind'][] = [
  'exploited',
  'opened',
  'reopened',
  'needs-review',
  'rerated',
  'overdue',
];

/**
 * Whom is told what of what happened, and when. Each group is told each thing
 * once, and nothing of findings that are not open.
 */
export function noticesOf(
  news: readonly News[],
  tell: TellOptions,
  now: Date,
): Notice[] {
  if (!tell.enabled) return [];
  const notices = new Map<string, Notice>();
  for (const one of weightiest(news.filter(isStanding))) {
    const told = oneNotice(one, tell);
    if (!told) continue;
    for (const group of recipientsOf(one, tell)) {
      const dueAt = dueTime(told.slot, group, tell, now);
      if (!dueAt) continue;
      const key = [group, told.slot, told.topic, told.subject].join('\0');
      notices.set(key, { ...told, group, dueAt });
    }
  }
  return [...notices.values()];
}

/** Whether what it is about is still so: findings open, decisions not decided, services there. */
export function isStanding(news: News): boolean {
  const { kind, detail, entityRef, finding, decision } = news;
  if (kind === 'source-stale') return true;
  if (kind === 'decision-asked') return decision?.state === 'proposed';
  if (kind === 'decision-ends') return decision?.state === 'active';
  if (entityRef === undefined) return false;
  if (kind === 'gate') return news.gateOutcome === detail.to;
  return !BY_WEIGHT.includes(kind) || finding?.state === 'open';
}

/**
 * Leaves out what a gate said on the way, and gates that say again what they
 * said before: of each service the first outcome and the last count.
 */
export function withoutDetours(news: readonly News[]): News[] {
  const gates = new Map<string, News>();
  for (const one of news) {
    if (one.kind !== 'gate') continue;
    const key = String(one.entityRef);
    const from = gates.get(key)?.detail.from ?? one.detail.from;
    gates.set(key, { ...one, detail: { ...one.detail, from } });
  }
  return [
    ...news.filter(({ kind }) => kind !== 'gate'),
    ...[...gates.values()].filter(({ detail }) => detail.from !== detail.to),
  ];
}

/** Of all that happened to a finding, what tells most. */
function weightiest(news: readonly News[]): News[] {
  const ofFindings = new Map<string, News>();
  const others: News[] = [];
  for (const one of news) {
    if (!one.finding) {
      others.push(one);
      continue;
    }
    const before = ofFindings.get(one.finding.id);
    if (!before || weightOf(one) < weightOf(before)) {
      ofFindings.set(one.finding.id, one);
    }
  }
  return [...ofFindings.values(), ...others];
}

function weightOf({ kind }: News): number {
  return BY_WEIGHT.indexOf(kind);
}

type Told = Omit<Notice, 'group' | 'dueAt'>;

function oneNotice(news: News, tell: TellOptions): Told | undefined {
  const { kind, detail, entityRef, finding, decision } = news;
  if (finding) return ofFinding(finding, news, tell);
  switch (kind) {
    case 'decision-ends':
      return {
        slot: 'hour',
        topic: kind,
        subject: bounded(`${decision!.vulnerability ?? ''}#${decision!.id}`),
        detail: { vulnerability: decision!.vulnerability },
      };
    case 'decision-asked':
      return { slot: 'digest', topic: kind, subject: decision!.id };
    case 'source-stale':
      return {
        slot: 'now',
        topic: kind,
        subject: bounded(String(detail.id)),
        detail,
      };
    case 'sudden-loss':
      return {
        slot: 'digest',
        topic: kind,
        subject: bounded(`${entityRef} ${detail.manifest}`),
        detail: { ...detail, entityRef },
      };
    case 'gate':
      return {
        slot: 'now',
        topic: kind,
        subject: bounded(entityRef!),
        detail: { ...detail, entityRef },
      };
    default:
      return undefined;
  }
}

function ofFinding(
  finding: NewsFinding,
  { lifecycle, kind }: News,
  tell: TellOptions,
): Told {
  const about = {
    subject: bounded(finding.vulnerability),
    vulnerabilityId: finding.vulnerabilityId,
    ruleId: finding.ruleId,
  };
  const urgency = urgencyOf(finding);
  const isAtOnce =
    urgency !== undefined &&
    kind !== 'needs-review' &&
    tell.atOnce.for.has(urgency) &&
    lifecycle !== undefined &&
    tell.atOnce.lifecycles.has(lifecycle);
  return isAtOnce
    ? { slot: 'now', topic: topicOf(kind, urgency), ...about }
    : { slot: 'digest', topic: sectionOf(kind, finding), ...about };
}

function topicOf(kind: News['kind'], urgency: Urgency): Topic {
  if (kind === 'overdue') return 'overdue';
  if (kind === 'rerated') return 're-rated';
  return urgency === 'exploited' ? 'exploited' : 'critical';
}

function urgencyOf(finding: NewsFinding): Urgency | undefined {
  if (finding.knownExploited) return 'exploited';
  if (finding.malicious) return 'malicious';
  return finding.severity === 'critical' ? 'critical' : undefined;
}

function sectionOf(kind: News['kind'], finding: NewsFinding): Section {
  if (kind === 'overdue' || kind === 'needs-review') return kind;
  if (kind === 'rerated') return 're-rated';
  return finding.knownExploited ? 'exploited' : 'opened';
}

/** What is nobody's own is told to those who run the portal. */
function recipientsOf(news: News, tell: TellOptions): readonly string[] {
  const isForAll =
    news.kind === 'source-stale' || news.decision?.scope === 'organization';
  return isForAll ? tell.operators : news.owners;
}

/** When it is due; undefined: the group is not told. */
export function dueTime(
  slot: Notice['slot'],
  group: string,
  tell: TellOptions,
  now: Date,
): Date | undefined {
  const options = optionsOf(tell, group);
  if (!options.tell) return undefined;
  if (slot === 'now') return now;
  if (slot === 'hour') return nextHour(options, now);
  return options.digest === 'off' ? undefined : nextDigest(options, now);
}

/** A key that is too long is told apart by its digest. */
export function bounded(key: string): string {
  if (key.length <= LONGEST_KEY) return key;
  const digest = createHash('sha256').update(key).digest('hex');
  return `${key.slice(0, LONGEST_KEY - digest.length - 1)}#${digest}`;
}
