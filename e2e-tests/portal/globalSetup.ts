import { startPortal } from './startPortal';

/**
 * Starts the portal before the first test, and ends it after the last. Where
 * PORTAL_URL and PORTAL_BACKEND_URL name a running one, that is used as it is;
 * PORTAL_PUBLIC_KEY_FILE, PORTAL_UPLOAD_TOKEN and PORTAL_REVIEWER_TOKEN are then for
 * the caller to give.
 */
export default async function globalSetup() {
  if (process.env.PORTAL_URL && process.env.PORTAL_BACKEND_URL) {
    return undefined;
  }
  const portal = await startPortal();
  process.env.PORTAL_URL = portal.url;
  process.env.PORTAL_BACKEND_URL = portal.backendUrl;
  process.env.PORTAL_PUBLIC_KEY_FILE = portal.publicKeyFile;
  process.env.PORTAL_UPLOAD_TOKEN = portal.uploadToken;
  process.env.PORTAL_REVIEWER_TOKEN = portal.reviewerToken;
  return portal.stop;
}
