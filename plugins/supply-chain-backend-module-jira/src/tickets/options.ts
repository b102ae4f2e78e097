import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** What `supplyChain.tickets.jira` says. */
export interface JiraOptions {
  /** Without a slash at its end. */
  baseUrl: string;
  /** Undefined: Jira Data Center. */
  email?: string;
  token: string;
  issueType: string;
}

/** Undefined: there is no Jira. Throws with the path of what is wrong. */
export function readJiraOptions(root: Config): JiraOptions | undefined {
  const config = root.getOptionalConfig('supplyChain.tickets.jira');
  if (!config) return undefined;
  const baseUrl = config.getString('baseUrl');
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    throw new InputError(
      'supplyChain.tickets.jira.baseUrl must be a web address such as https://example.atlassian.net',
    );
  }
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    email: config.getOptionalString('email'),
    token: config.getString('token'),
    issueType: config.getOptionalString('issueType') ?? 'Task',
  };
}
