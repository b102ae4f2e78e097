import { readLicensePolicy } from '@safety-curtain/licenses';
import type { LicensePolicies } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toBoolean } from '../../database/dialect';
import {
  describeFilter,
  DISTRIBUTION_ANNOTATION,
} from '../../records/licenses/distribution';
import type { DistributionOptions } from '../../records/licenses/options';
import type { DbLicensePoliciesRow } from '../../database/tables';

/** The policies in force, and how an entity gets its own. */
export async function readPolicies(
  knex: Knex,
  distribution: DistributionOptions,
  targets: TargetFilter,
): Promise<LicensePolicies> {
  const rows: DbLicensePoliciesRow[] = await knex('license_policies').orderBy(
    'name',
  );
  const held = knex('targets as t')
    .groupBy('t.distribution')
    .select('t.distribution')
    .count('* as services');
  applyTargetFilter(held, targets);
  const services = new Map(
    (await held).map(row => [row.distribution, Number(row.services)]),
  );
  return {
    policies: rows.map(row => ({
      name: row.name,
      title: row.title,
      description: toBoolean(row.development)
        ? 'Packages that are only needed to build and test are evaluated as well.'
        : 'Packages that are only needed to build and test are not evaluated.',
      digest: row.digest,
      services: services.get(row.name) ?? 0,
      rules: rulesOf(row),
    })),
    distribution: {
      annotation: DISTRIBUTION_ANNOTATION,
      default: distribution.fallback,
      rules: distribution.rules.map(({ model, filter }) => ({
        model,
        when: describeFilter(filter),
      })),
    },
  };
}

function rulesOf(row: DbLicensePoliciesRow) {
  const {
    name: _,
    categories,
    licenses,
    ...states
  } = readLicensePolicy(JSON.parse(row.document));
  return [
    ...[...licenses].map(([id, verdict]) => ({
      rule: `licenses.${id}`,
      verdict,
    })),
    ...Object.entries(categories).map(([category, verdict]) => ({
      rule: `categories.${category}`,
      verdict,
    })),
    ...Object.entries(states).map(([rule, verdict]) => ({ rule, verdict })),
  ];
}
