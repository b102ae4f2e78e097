export { FigureList, ShapedFigure } from './FigureList';
export { ShareBar } from './ShareBar';
export { StackedBar, type BarPart } from './StackedBar';
