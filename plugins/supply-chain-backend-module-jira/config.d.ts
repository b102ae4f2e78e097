export interface Config {
  supplyChain?: {
    tickets?: {
      /** Where tickets of rules with the tracker `jira` are kept. */
      jira?: {
        /** Such as https://example.atlassian.net. */
        baseUrl: string;
        /** Of the account that the token belongs to, in Jira Cloud. Without it, the token is one of Jira Data Center. */
        email?: string;
        /** @visibility secret */
        token: string;
        /** Of new tickets. Default: Task. */
        issueType?: string;
      };
    };
  };
}
