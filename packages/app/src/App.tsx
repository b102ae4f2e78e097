import { createApp } from '@backstage/frontend-defaults';
import { navigationModule } from './navigation';

/**
 * The example portal. Its plugins are found by `app.packages: all` in the
 * configuration; only what is the portal's own is named here.
 */
export default createApp({ features: [navigationModule] });
