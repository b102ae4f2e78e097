import type { Severity } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { breathe, toBoolean, toDate } from '../../database/dialect';
import { severityOfNumber } from '../../records/findings/severity';
import type {
  DbFindingEventsRow,
  DbVulnerabilityFindingsRow,
} from '../../database/tables';

/** A finding as it stood at a time. */
export interface FindingState {
  /** There, decided about or not. */
  present: boolean;
  dismissed: boolean;
  severity: Severity;
  decisionId?: string;
}

/** What became of a finding between two times. */
export interface FindingCourse {
  packageId: number;
  vulnerabilityId: number;
  package: string;
  knownExploited: boolean;
  before: FindingState;
  after: FindingState;
  /** It came back in between. */
  reopened: boolean;
  /** The last decision in between. */
  decision?: 'dismissed' | 'decided' | 'withdrawn';
}

/** Kinds of events that say how a finding stands. */
const KINDS = [
  'opened',
  'reopened',
  'resolved',
  'closed',
  'dismissed',
  'reinstated',
  'decided',
  'undecided',
  'rerated',
] as const;

const PAGE = 5000;

type Event = Pick<
  DbFindingEventsRow,
  'id' | 'finding_id' | 'at' | 'kind' | 'detail' | 'decision_id'
>;

type CourseRow = Pick<
  DbVulnerabilityFindingsRow,
  | 'id'
  | 'package_id'
  | 'vulnerability_id'
  | 'package_name'
  | 'severity'
  | 'known_exploited'
>;

/**
 * How each finding of a target stood at two times, from what happened to it.
 * What it is rated today is taken back to the times by its re-ratings.
 *
 * @param from - absent: before anything happened
 */
export async function findingCourses(
  knex: Knex,
  targetId: number,
  from: Date | undefined,
  to: Date,
): Promise<FindingCourse[]> {
  const courses = new Map<string, FindingCourse>();
  for (const row of await knex('findings')
    .where('target_id', targetId)
    .whereNotNull('vulnerability_id')
    .select<CourseRow[]>(
      'id',
      'package_id',
      'vulnerability_id',
      'package_name',
      'severity',
      'known_exploited',
    )) {
    const severity = severityOfNumber(row.severity);
    const state = () => ({ present: false, dismissed: false, severity });
    courses.set(String(row.id), {
      packageId: row.package_id,
      vulnerabilityId: row.vulnerability_id,
      package: row.package_name,
      knownExploited: toBoolean(row.known_exploited),
      before: state(),
      after: state(),
      reopened: false,
    });
  }
  const rerated = { before: new Set<string>(), after: new Set<string>() };
  for await (const event of eventsOf(knex, targetId)) {
    const id = String(event.finding_id);
    const course = courses.get(id);
    if (!course) continue;
    const at = toDate(event.at);
    if (event.kind === 'rerated') {
      if (from && at > from) rateBack(course.before, event, id, rerated.before);
      if (at > to) rateBack(course.after, event, id, rerated.after);
      continue;
    }
    if (from && at <= from) follow(course.before, event);
    if (at > to) continue;
    follow(course.after, event);
    if (!from || at > from) note(course, event);
  }
  return [...courses.values()];
}

/** The first re-rating after a time says what it was rated until then. */
function rateBack(
  state: FindingState,
  { detail }: Event,
  id: string,
  seen: Set<string>,
): void {
  if (seen.has(id)) return;
  seen.add(id);
  const [severity] = detail?.split(' ') ?? [];
  // Histories that are older do not tell.
  if (severity) state.severity = severity as Severity;
}

function follow(state: FindingState, { kind, decision_id: id }: Event): void {
  switch (kind) {
    case 'opened':
    case 'reopened':
      state.present = true;
      state.dismissed = false;
      break;
    case 'resolved':
    case 'closed':
      state.present = false;
      break;
    case 'dismissed':
      state.present = true;
      state.dismissed = true;
      break;
    case 'reinstated':
      state.dismissed = false;
      break;
    default:
      break;
  }
  state.decisionId = id === null ? state.decisionId : String(id);
}

function note(course: FindingCourse, { kind }: Event): void {
  if (kind === 'reopened') course.reopened = true;
  if (kind === 'dismissed' || kind === 'decided') course.decision = kind;
  if (kind === 'reinstated' || kind === 'undecided') {
    course.decision = 'withdrawn';
  }
}

async function* eventsOf(knex: Knex, targetId: number): AsyncGenerator<Event> {
  for (let after = 0; ; ) {
    const rows: Event[] = await knex('finding_events')
      .where('target_id', targetId)
      .where('id', '>', after)
      .whereIn('kind', KINDS)
      .orderBy('id')
      .limit(PAGE)
      .select('id', 'finding_id', 'at', 'kind', 'detail', 'decision_id');
    yield* rows;
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)!.id);
    await breathe();
  }
}
