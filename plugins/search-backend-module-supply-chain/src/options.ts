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
}

/** Throws `InputError` with the path of what is wrong. */
export function readCollatorOptions(config: Config): CollatorOptions {
  const own = config.getOptionalConfig(KEY);
  const schedule = own?.getOptionalConfig('schedule');
  return {
    schedule: schedule
      ? readSchedule(schedule)
      : {
          frequency: { minutes: 10 },
          timeout: { minutes: 15 },
          // The supply-chain backend starts beside search.
          initialDelay: { seconds: 30 },
        },
    locationTemplate:
      own?.getOptionalString('locationTemplate') ??
      '/catalog/:namespace/:kind/:name/scorecards',
  };
}

function readSchedule(schedule: Config) {
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
  } catch (error) {
    throw new InputError(`${KEY}.schedule: ${(error as Error).message}`);
  }
}
