import { startPortal } from './startPortal';

/** Starts the portal before the first test, and ends it after the last. */
export default async function globalSetup() {
  const portal = await startPortal();
  process.env.PORTAL_URL = portal.url;
  process.env.PORTAL_BACKEND_URL = portal.backendUrl;
  return portal.stop;
}
