import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { DbNoticesRow } from '../../database/tables';
import { digestOf } from './digestMessage';
import { factsKey, type FindingFacts, type NoticeFacts } from './noticeFacts';
import { bounded, type Topic } from './noticesOf';
import type { TellOptions } from './options';
import { plainText } from './plainText';
import { inServices, linkTo } from './words';
import { counted } from '../../messages/counted';

/** A notification, and what it tells of. */
export interface Message {
  group: string;
  payload: NotificationPayload & { topic: Topic; scope: string };
  notices: DbNoticesRow[];
}

/** What notices are about, as it is when they are told. */
export interface Known {
  facts: NoticeFacts;
  decisions: ReadonlyMap<string, { endsAt?: Date }>;
}

/** So many messages of one topic to one group at once; more become one. */
const MOST_AT_ONCE = 10;
/** One advisory may change the gates of all services of a group. */
const MOST_GATES_AT_ONCE = 1;
/** What one message for many names. */
const NAMED = 10;

/**
 * What groups are sent for what is due. Notices that are in none of the
 * messages are about nothing any more: what they told of was settled meanwhile.
 */
export function messagesOf(
  due: readonly DbNoticesRow[],
  known: Known,
  tell: TellOptions,
): Message[] {
  const messages: Message[] = [];
  for (const notices of byRecipient(due)) {
    const [{ group_ref: group, slot, topic }] = notices;
    if (slot === 'digest') {
      messages.push(...digests(group, notices, known, tell));
      continue;
    }
    const singles = notices.flatMap(
      notice => single(notice, known, tell) ?? [],
    );
    const most = topic === 'gate' ? MOST_GATES_AT_ONCE : MOST_AT_ONCE;
    const many = singles.length > most;
    messages.push(
      ...(many ? [together(group, topic as Topic, singles, tell)] : singles),
    );
  }
  return messages;
}

/** By group, slot and, where it is no digest, topic. */
function byRecipient(due: readonly DbNoticesRow[]): DbNoticesRow[][] {
  const parts = new Map<string, DbNoticesRow[]>();
  for (const notice of due) {
    const { group_ref: group, slot, topic } = notice;
    const key = [group, slot, slot === 'digest' ? '' : topic].join('\0');
    parts.set(key, [...(parts.get(key) ?? []), notice]);
  }
  return [...parts.values()];
}

/** Its scope is of the first notice, which is there until the digest was told. */
function digests(
  group: string,
  notices: DbNoticesRow[],
  known: Known,
  tell: TellOptions,
): Message[] {
  const text = digestOf(group, notices, known, tell);
  if (!text) return [];
  const scope = bounded(`digest:${notices[0].id}:${group}`);
  return [{ group, payload: { ...text, topic: 'digest', scope }, notices }];
}

function single(
  notice: DbNoticesRow,
  known: Known,
  tell: TellOptions,
): Message | undefined {
  const { group_ref: group, subject } = notice;
  const topic = notice.topic as Topic;
  const text = textOf(notice, known, tell);
  return (
    text && {
      group,
      payload: {
        ...text,
        topic,
        scope: bounded(`${topic}:${subject}:${group}`),
      },
      notices: [notice],
    }
  );
}

type Text = Pick<
  NotificationPayload,
  'title' | 'description' | 'link' | 'severity'
>;

function textOf(
  notice: DbNoticesRow,
  { facts, decisions }: Known,
  tell: TellOptions,
): Text | undefined {
  const { group_ref: group, topic, subject } = notice;
  const detail = notice.detail ? JSON.parse(notice.detail) : {};
  if (isOfFindings(notice)) {
    const fact = facts.get(factsKey(notice));
    return fact && aboutFindings(topic as Topic, group, fact, tell);
  }
  if (topic === 'decision-ends') {
    const decision = decisions.get(subject.slice(subject.lastIndexOf('#') + 1));
    if (!decision?.endsAt) return undefined;
    const day = decision.endsAt.toISOString().slice(0, 10);
    const about = plainText(detail.vulnerability ?? 'a vulnerability');
    return {
      title: `The decision about ${about} ends on ${day}`,
      description: 'After it the findings are open again.',
      link: linkTo(tell, 'triage', { view: 'ending' }),
      severity: 'normal',
    };
  }
  if (topic === 'source-stale') {
    const since = detail.dataAsOf
      ? ` since ${detail.dataAsOf.slice(0, 10)}`
      : '';
    return {
      title: `${plainText(detail.title)}: no new data${since}`,
      description:
        'What became known since is not found. System health says what is wrong.',
      link: linkTo(tell, 'system-health', {}),
      severity: 'high',
    };
  }
  return topic === 'gate' ? aboutGate(detail, group, tell) : undefined;
}

function isOfFindings(notice: DbNoticesRow): boolean {
  return notice.vulnerability_id !== null || notice.rule_id !== null;
}

function aboutFindings(
  topic: Topic,
  group: string,
  fact: FindingFacts,
  tell: TellOptions,
): Text | undefined {
  const name = plainText(fact.vulnerability);
  const query = { q: fact.vulnerability, owner: group };
  const description = [
    `${plainText(fact.package)} ${inServices(fact)}.`,
    ...(fact.summary ? [plainText(fact.summary, 200)] : []),
  ].join(' ');
  const found = counted(fact.findings, 'finding');
  const common = { description, link: linkTo(tell, 'triage', query) };
  switch (topic) {
    case 'exploited':
      return {
        ...common,
        title: `${name} is known to be exploited: ${found}`,
        severity: 'critical',
      };
    case 'critical':
      return {
        ...common,
        title: fact.malicious
          ? `Malicious package ${plainText(fact.package)}: ${found} (${name})`
          : `${name} is critical: ${found}`,
        severity: fact.malicious ? 'critical' : 'high',
      };
    case 'overdue':
      if (fact.overdue === 0) return undefined;
      return {
        ...common,
        title: `${name} is overdue: ${counted(fact.overdue, 'finding')}`,
        link: linkTo(tell, 'triage', { ...query, due: 'overdue' }),
        severity: 'high',
      };
    case 're-rated':
      return {
        ...common,
        title: `${name} is now rated ${fact.severity}: ${found}`,
        severity: fact.severity === 'critical' ? 'high' : 'normal',
      };
    default:
      return undefined;
  }
}

function aboutGate(
  detail: { entityRef: string; gate: string; to: string; reasons: number },
  group: string,
  tell: TellOptions,
): Text {
  return {
    title: `${plainText(detail.entityRef)}: its gate now says ${plainText(
      detail.to,
    )}`,
    description: `${plainText(detail.gate)}, ${counted(
      detail.reasons,
      'reason',
    )}.`,
    link: linkTo(tell, 'services', { gate: detail.to, owner: group }),
    severity: detail.to === 'block' ? 'high' : 'normal',
  };
}

const TITLES: Record<string, string> = {
  exploited: 'vulnerabilities known to be exploited',
  critical: 'critical issues',
  overdue: 'overdue issues',
  're-rated': 'issues rated anew',
  'decision-ends': 'decisions that end soon',
  'source-stale': 'sources without new data',
  gate: 'services whose gate changed',
};

/** Too many for one each: one, with the first of them. */
function together(
  group: string,
  topic: Topic,
  singles: readonly Message[],
  tell: TellOptions,
): Message {
  return {
    group,
    payload: {
      topic,
      scope: bounded(`${topic}:many:${group}`),
      title: `${singles.length} ${TITLES[topic]}`,
      description: `${singles
        .slice(0, NAMED)
        .map(({ payload }) => payload.title)
        .join('; ')}${
        singles.length > NAMED ? ` and ${singles.length - NAMED} more` : ''
      }.`,
      severity: gravest(singles),
      link: linkOf(topic, group, singles, tell),
    },
    notices: singles.flatMap(({ notices }) => notices),
  };
}

/** The rows that are told of, as far as a filter has them. */
function linkOf(
  topic: Topic,
  group: string,
  singles: readonly Message[],
  tell: TellOptions,
): string | undefined {
  const queries: Partial<Record<Topic, Record<string, string>>> = {
    exploited: { exploited: 'true' },
    critical: { severity: 'critical' },
    overdue: { due: 'overdue' },
  };
  if (singles.every(({ notices }) => isOfFindings(notices[0]))) {
    return linkTo(tell, 'triage', { ...queries[topic], owner: group });
  }
  return topic === 'gate'
    ? linkTo(tell, 'services', { owner: group })
    : singles[0].payload.link;
}

const GRAVITY = ['low', 'normal', 'high', 'critical'] as const;

function gravest(messages: readonly Message[]) {
  const grades = messages.map(({ payload }) =>
    GRAVITY.indexOf(payload.severity ?? 'normal'),
  );
  return GRAVITY[Math.max(...grades)];
}
