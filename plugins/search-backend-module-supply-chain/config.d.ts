import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Services as search documents: how they stand on security scorecards, and what is open in them. */
      supplyChain?: {
        /** Default: every 10 minutes, for at most 15, first after 30 seconds. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Address of a service's scorecards; `:kind`, `:namespace` and `:name`
         * are filled in, and `?scorecard=` is added. Default:
         * /catalog/:namespace/:kind/:name/scorecards
         */
        locationTemplate?: string;
        /** The open findings of services, as search documents. */
        findings?: {
          /** Default: every hour, for at most 50 minutes, first after 30 seconds. */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
          /**
           * Address of a service's findings; `:kind`, `:namespace` and `:name`
           * are filled in. Default: /catalog/:namespace/:kind/:name/security
           */
          locationTemplate?: string;
        };
      };
    };
  };
}
