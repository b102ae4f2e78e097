import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** How services stand on security scorecards, as search documents. */
      supplyChain?: {
        /** Default: every 10 minutes, for at most 15, first after 30 seconds. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Address of a service's scorecards; `:kind`, `:namespace` and `:name`
         * are filled in, and `?scorecard=` is added. Default:
         * /catalog/:namespace/:kind/:name/scorecards
         */
        locationTemplate?: string;
      };
    };
  };
}
