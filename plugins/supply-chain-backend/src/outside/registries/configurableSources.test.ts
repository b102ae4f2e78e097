import { configurableSources } from './configurableSources';
import { configuredMetadataSources } from './index';

const url = 'https://registry.example';
const limits = { concurrency: 1, timeoutMs: 1000, maxBytes: 1000 };
const keys = ['pypi', 'crates', 'rubygems', 'maven', 'nuget', 'depsDev'];

it.each(['npm', ...keys])('says what %s would answer for', key => {
  const [source] = configuredMetadataSources({
    ...limits,
    npm: key === 'npm',
    ...(key !== 'npm' && { [key]: { url } }),
  });
  for (const ecosystem of source.ecosystems) {
    expect(configurableSources(ecosystem)).toContain(
      `supplyChain.licenses.sources.${key}`,
    );
  }
});

it('knows of none for an ecosystem without a source', () => {
  expect(configurableSources('Hackage')).toEqual([]);
});
