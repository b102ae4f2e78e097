import '@backstage/cli/asset-types';
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- this is an app
import '@backstage/ui/css/styles.css';
import { ConfigReader } from '@backstage/core-app-api';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { sampleFetch } from '@safety-curtain/plugin-supply-chain-react/samples';
import ReactDOM from 'react-dom/client';
import { licenseCompliancePlugin } from '../src/plugin';
import { answers } from './answers';

const samples = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.make({
      name: 'fetch',
      params: define =>
        define({
          api: fetchApiRef,
          deps: {},
          factory: () => ({ fetch: sampleFetch(answers) }),
        }),
    }),
  ],
});

const app = createApp({
  features: [catalogPlugin, licenseCompliancePlugin, samples],
  advanced: {
    configLoader: async () => ({
      config: new ConfigReader({
        app: {
          title: 'Compliance',
          baseUrl: 'http://localhost:3000',
          extensions: [
            { 'sign-in-page:app': false },
            { 'page:catalog': { config: { path: '/' } } },
          ],
        },
        backend: { baseUrl: 'http://localhost:7007' },
      }),
    }),
  },
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
