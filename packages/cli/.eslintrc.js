module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // All that it imports is built into it: none of it is to be installed.
    '@backstage/no-undeclared-imports': 'off',
  },
});
