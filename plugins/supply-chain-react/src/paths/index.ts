export { DependencyPaths, pathAsText } from './DependencyPaths';
export { PathsDrawer, type PathsDrawerProps } from './PathsDrawer';
