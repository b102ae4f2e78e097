import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'search.collators.supplyChain';

/** What `search.collators.supplyChain` says. */
export interface CollatorOptions {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Address of a service's scorecards, with `:kind`, `:namespace` and `:name`. */
  locationTemplate: string;
  findings: {
    schedule: SchedulerServiceTaskScheduleDefinition;
    /** The same of its findings. */
    locationTemplate: string;
  };
}

/** Throws `InputError` with the path of what is wrong. */
export function readCollatorOptions(config: Config): CollatorOptions {
  const own = config.getOptionalConfig(KEY);
  const findings = own?.getOptionalConfig('findings');
  return {
    schedule: readSchedule(own, 'schedule', {
      frequency: { minutes: 10 },
      timeout: { minutes: 15 },
    }),
    findings: {
      // A question for each service that has any.
      schedule: readSchedule(findings, 'findings.schedule', {
        frequency: { hours: 1 },
        timeout: { minutes: 50 },
      }),
      locationTemplate:
        findings?.getOptionalString('locationTemplate') ??
        '/catalog/:namespace/:kind/:name/security',
    },
    locationTemplate:
      own?.getOptionalString('locationTemplate') ??
      '/catalog/:namespace/:kind/:name/scorecards',
  };
}

function readSchedule(
  config: Config | undefined,
  path: string,
  standard: SchedulerServiceTaskScheduleDefinition,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config?.getOptionalConfig('schedule');
  // The supply-chain backend starts beside search.
  if (!schedule) return { ...standard, initialDelay: { seconds: 30 } };
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
  } catch (error) {
    throw new InputError(`${KEY}.${path}: ${(error as Error).message}`);
  }
}
