module.exports = {
  root: true,
  overrides: [
    {
      // What lies outside the packages; those have configurations of their own.
      files: ['scripts/**', 'benchmarks/**', 'e2e-tests/**', '*.ts'],
      extends: [
        '@spotify/eslint-config-base',
        '@spotify/eslint-config-typescript',
        'prettier',
      ],
      parser: '@typescript-eslint/parser',
      parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
      env: { node: true, es2022: true },
      rules: {
        'no-console': 'error',
        'no-unused-vars': 'off',
        '@typescript-eslint/no-unused-vars': [
          'error',
          { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
        ],
        // Playwright asks for an object pattern, even an empty one.
        'no-empty-pattern': 'off',
      },
    },
  ],
};
