/**
 * The configuration of a portal in one of the languages that we speak.
 *
 * @public
 */
export const portalIn = (language: 'en' | 'de') => ({
  app: {
    baseUrl: 'http://localhost:3000',
    extensions: [
      {
        'api:app/app-language': {
          config: {
            defaultLanguage: language,
            availableLanguages: ['en', 'de'],
          },
        },
      },
    ],
  },
  backend: { baseUrl: 'http://localhost:7007' },
});
