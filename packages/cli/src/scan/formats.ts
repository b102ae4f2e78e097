/** What findings can be written as. */
export const scanFormats = ['table', 'json', 'sarif', 'markdown'] as const;
