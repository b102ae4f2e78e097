export { TicketLink, TicketStanding, trackerName } from './TicketMarks';
