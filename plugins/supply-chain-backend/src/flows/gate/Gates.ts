import {
  type GateBase,
  gateDigest,
  type GateFacts,
  type GatePolicy,
  gatePolicyFor,
  type GateReport,
  type GateReported,
  gateReportOf,
  type GateVerdict,
  judgeGate,
} from '@safety-curtain/policy';
import type { Knex } from 'knex';
import type { DbTargetsRow } from '../../database/tables';
import { ownersOf } from '../../records/targets/owners';
import { storedBlindSpots } from './blindSpots';
import { componentsIn, storedComponents } from './storedComponents';
import { storedFindings } from './storedFindings';
import { storedReported } from './storedReported';
import type { GateOptions } from './options';

/** Items that each list of a report names. */
const NAMED = 500;

/** Of targets, what gates look at. */
export const gatedColumns = [
  'id',
  'entity_ref',
  'lifecycle',
  'system_ref',
  'tags',
  'last_good_scan_at',
  'last_upload_at',
  'component_count',
  'distribution',
] as const;

/** A target, as far as gates look at it. */
export type GatedTarget = Pick<DbTargetsRow, (typeof gatedColumns)[number]>;

/** What a service meets now, and what it would. */
export interface Compared {
  target: GatedTarget;
  now: GateVerdict;
  then: GateVerdict;
}

/** A service as it is, with the policy that it was judged by. */
export interface JudgedService {
  target: GatedTarget;
  policy: GatePolicy;
  verdict: GateVerdict;
}

/** What was there before a build, as whoever builds says. */
export interface SentBase extends GateBase {
  /** Whether it has packages, or reports of tools alone. */
  isWhole: boolean;
}

/** What a build is judged against. */
export interface BuildBase {
  against: 'service' | 'nothing';
  base?: SentBase;
  /** Ids of tools that looked at the build: what they do not find any more is gone. */
  tools: ReadonlySet<string>;
}

/** Judges services as they are, and builds of them. */
export class Gates {
  readonly #knex: Knex;
  readonly #options: GateOptions;

  constructor(options: { knex: Knex; gates: GateOptions }) {
    this.#knex = options.knex;
    this.#options = options.gates;
  }

  /** Judges a service as it is. */
  async judgeService(target: GatedTarget, now: Date): Promise<GateReport> {
    const [policy] = await this.#policiesFor([target]);
    const which = lookedAt([policy]);
    const facts = await storedFacts(
      this.#knex,
      [target],
      { ...which, toldAs: 'report' },
      now,
    );
    return reportOf(target, policy, facts.get(target.id)!);
  }

  /** Judges several services by the policies in force. */
  async judgeServices(
    targets: readonly GatedTarget[],
    now: Date,
  ): Promise<JudgedService[]> {
    const policies = await this.#policiesFor(targets);
    const facts = await storedFacts(
      this.#knex,
      targets,
      { ...lookedAt(policies), toldAs: 'verdict' },
      now,
    );
    return targets.map((target, index) => ({
      target,
      policy: policies[index],
      verdict: judgeGate(policies[index], facts.get(target.id)!),
    }));
  }

  /** Judges services by the policies in force, and by others. */
  async compare(
    targets: readonly GatedTarget[],
    policies: readonly GatePolicy[],
    now: Date,
  ): Promise<Compared[]> {
    const [inForce, others] = await Promise.all([
      this.#policiesFor(targets),
      this.#policiesFor(targets, policies),
    ]);
    const which = lookedAt([...inForce, ...others]);
    const facts = await storedFacts(
      this.#knex,
      targets,
      { ...which, toldAs: 'verdict' },
      now,
    );
    return targets.map((target, index) => {
      const of = facts.get(target.id)!;
      return {
        target,
        now: judgeGate(inForce[index], of),
        then: judgeGate(others[index], of),
      };
    });
  }

  /**
   * Judges a build of a service, against what was sent as what was there before,
   * else against what the service is now where that is asked for.
   */
  async judgeBuild(
    target: GatedTarget,
    facts: GateFacts,
    { against, base, tools }: BuildBase,
    now: Date,
  ): Promise<GateReport> {
    const [policy] = await this.#policiesFor([target]);
    if (base?.isWhole) return reportOf(target, policy, facts, base);
    if (against === 'nothing') return reportOf(target, policy, facts);
    const stored = await storedFacts(
      this.#knex,
      [target],
      {
        approvals: this.asksApproval,
        scores: this.asksScores,
        toldAs: 'report',
      },
      now,
    );
    const {
      findings,
      components,
      reported = [],
      notLookedAt,
    } = stored.get(target.id)!;
    // Of files that the build could not see, what they have is not known to be gone.
    const unseen = [...facts.unreadable, ...facts.notLookedAt];
    const files = await componentsIn(
      this.#knex,
      target.id,
      unseen.map(({ at }) => at),
    );
    const what = `${target.entity_ref} as it is`;
    return reportOf(target, policy, facts, {
      what,
      findings: [...findings, ...(base?.findings ?? [])],
      components: components.map(one => ({
        ...one,
        manifests: files.get(one.purl),
      })),
      reported: [
        ...spokenOf(reported, facts, tools),
        ...(base?.reported ?? []),
      ],
      notLookedAt,
    });
  }

  /** Judges what a change of a service brings, against what was there before. */
  async judgeChange(
    target: GatedTarget,
    facts: GateFacts,
    base: GateBase,
  ): Promise<GateReport> {
    const [policy] = await this.#policiesFor([target]);
    return reportOf(target, policy, facts, base);
  }

  /** Whether any policy asks whether packages that are new to the organization are approved. */
  get asksApproval(): boolean {
    return this.#options.policies.some(asksApproval);
  }

  /** Whether any policy asks what OpenSSF Scorecard gives the projects of packages. */
  get asksScores(): boolean {
    return this.#options.policies.some(({ scorecard }) => scorecard);
  }

  /** What tells these policies from any others. */
  digests(): string[] {
    return this.#options.policies.map(gateDigest);
  }

  /** The policy for each of some services. */
  async #policiesFor(
    targets: readonly GatedTarget[],
    policies: readonly GatePolicy[] = this.#options.policies,
  ): Promise<GatePolicy[]> {
    const owners = await ownersOf(
      this.#knex,
      targets.map(({ id }) => id),
    );
    return targets.map(target =>
      gatePolicyFor(policies, {
        ...(target.lifecycle !== null && { lifecycle: target.lifecycle }),
        ...(target.system_ref !== null && { system: target.system_ref }),
        tags: JSON.parse(target.tags),
        owners: owners.get(target.id) ?? [],
      }),
    );
  }
}

/** Components that policies have something to say of, where there is no base. */
function lookedAt(policies: readonly GatePolicy[]): LookedAt {
  const all = policies.some(
    ({ packages, scorecard }) =>
      packages.deny.length > 0 || scorecard !== undefined,
  );
  return {
    ...(!all && { only: 'remarkable' }),
    approvals: policies.some(asksApproval),
    scores: policies.some(({ scorecard }) => scorecard),
  };
}

/** Which components gates look at, and what of them. */
interface LookedAt {
  only?: 'remarkable';
  approvals?: boolean;
  scores?: boolean;
}

function asksApproval({ packages }: GatePolicy): boolean {
  return packages.unapproved !== 'allow';
}

async function storedFacts(
  knex: Knex,
  targets: readonly GatedTarget[],
  { toldAs, ...which }: LookedAt & { toldAs: 'report' | 'verdict' },
  now: Date,
): Promise<Map<number, GateFacts>> {
  const ids = targets.map(({ id }) => id);
  const [findings, reported, components, spots] = await Promise.all([
    storedFindings(knex, ids, toldAs, now),
    storedReported(knex, ids, now),
    storedComponents(knex, ids, which, now),
    storedBlindSpots(knex, targets),
  ]);
  return new Map(
    ids.map(id => [
      id,
      {
        ...spots.get(id)!,
        findings: findings.get(id) ?? [],
        reported: reported.get(id) ?? [],
        components: components.get(id) ?? [],
        knowsApprovals: which.approvals ?? false,
      },
    ]),
  );
}

/** Of what tools found in a service, what a build has a say in. */
function spokenOf(
  reported: readonly GateReported[],
  facts: GateFacts,
  tools: ReadonlySet<string>,
): GateReported[] {
  const inBuild = new Set(
    facts.reported?.map(({ fingerprint }) => fingerprint),
  );
  return reported.filter(
    ({ fingerprint, rule }) =>
      inBuild.has(fingerprint) || tools.has(rule.split('/')[0]),
  );
}

function reportOf(
  target: GatedTarget,
  policy: GatePolicy,
  facts: GateFacts,
  base?: GateBase,
): GateReport {
  return gateReportOf(judgeGate(policy, facts, base), {
    subject: target.entity_ref,
    policy,
    most: NAMED,
  });
}
