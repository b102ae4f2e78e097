import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(
  import('@safety-curtain/plugin-search-backend-module-supply-chain'),
);

// Carries signals and events from one replica to the others.
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
// Gives agents what docs/agents.md tells of.
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@safety-curtain/plugin-supply-chain-backend'));
// Does nothing until supplyChain.archive.s3 is configured.
backend.add(
  import('@safety-curtain/plugin-supply-chain-backend-module-archive-s3'),
);
backend.add(
  import('@safety-curtain/plugin-supply-chain-backend-module-github'),
);
backend.add(
  import('@safety-curtain/plugin-supply-chain-backend-module-gitlab'),
);
backend.add(import('@safety-curtain/plugin-supply-chain-backend-module-jira'));

backend.start();
