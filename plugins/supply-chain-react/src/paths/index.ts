export { DependencyPaths, pathAsText, type Path } from './DependencyPaths';
export { PathsDrawer, type PathsDrawerProps } from './PathsDrawer';
