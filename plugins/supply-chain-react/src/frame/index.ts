export { Figure, Figures } from './Figures';
export { OrganisationPage } from './OrganisationPage';
export { ViewTabs, type View } from './ViewTabs';
export { Waiting } from './Waiting';
