export { Figure, Figures } from './Figures';
export { OrganizationPage } from './OrganizationPage';
export { ViewTabs, type View } from './ViewTabs';
export { Waiting } from './Waiting';
