import { createFrontendPlugin } from '@backstage/frontend-plugin-api';

export const licenseCompliancePlugin = createFrontendPlugin({
  pluginId: 'license-compliance',
  title: 'Licence compliance',
});
