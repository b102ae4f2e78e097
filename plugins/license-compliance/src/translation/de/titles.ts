/** The titles of the page and of tabs. */
export default {
  page: 'Compliance',
  overview: 'Überblick',
  issues: 'Verstöße',
  licenses: 'Lizenzen',
  decisions: 'Entscheidungen',
  archive: 'Archiv',
  tab: 'Lizenzen',
};
