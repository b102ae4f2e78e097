module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  restrictedImports: [
    {
      name: '@backstage/ui',
      importNames: ['Table'],
      message: 'RowsTable of plugin-supply-chain-react keeps columns readable.',
    },
  ],
});
