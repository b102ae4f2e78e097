const text = (most?: number) => ({
  type: 'string',
  ...(most !== undefined && { maxLength: most }),
});
const word = { type: 'string', minLength: 1 };
const address = { type: 'string', pattern: '^(https?|ftp)://.+' };
const time = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$',
};

/** An object with these fields and no others: one that GitLab does not know is a slip here. */
function fields(
  properties: Record<string, object>,
  { optional = [] }: { optional?: string[] } = {},
) {
  const required = Object.keys(properties).filter(
    name => !optional.includes(name),
  );
  return { type: 'object', properties, required, additionalProperties: false };
}

const scanner = fields({
  id: word,
  name: word,
  version: word,
  vendor: fields({ name: word }),
});

const vulnerability = fields(
  {
    id: word,
    name: text(255),
    description: text(1_048_576),
    severity: {
      enum: ['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical'],
    },
    solution: text(7000),
    identifiers: {
      type: 'array',
      minItems: 1,
      items: fields({ type: word, name: word, value: word, url: address }),
    },
    links: { type: 'array', items: fields({ url: address }) },
    location: fields({
      file: word,
      dependency: fields(
        {
          package: fields({ name: text() }),
          version: text(),
          direct: { type: 'boolean' },
        },
        { optional: ['direct'] },
      ),
    }),
  },
  { optional: ['solution'] },
);

/** GitLab's report of dependency scanning, as its schema 15.2.1 has the fields that are written. */
export const gitlabStructure = fields({
  version: { const: '15.2.1' },
  scan: fields(
    {
      analyzer: scanner,
      scanner,
      type: { const: 'dependency_scanning' },
      start_time: time,
      end_time: time,
      status: { enum: ['success', 'failure'] },
      messages: {
        type: 'array',
        items: fields({
          level: { enum: ['info', 'warn', 'fatal'] },
          value: word,
        }),
      },
    },
    { optional: ['messages'] },
  ),
  vulnerabilities: { type: 'array', items: vulnerability },
});
