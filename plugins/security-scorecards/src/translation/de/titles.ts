/** The titles of the page and of tabs. */
export default {
  page: 'Scorecards',
  tab: 'Scorecards',
};
