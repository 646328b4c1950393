/** How a step of a procedure stands with a record; semantics.md, "Procedures". */

/** In the order in which they are shown: the step taken, not taken, not known. */
export const stepStates = [
  'done',
  'late',
  'out-of-order',
  'missing',
  'overdue',
  'due',
  'pending',
  'undetermined',
] as const;

export type StepState = (typeof stepStates)[number];

/** Of a step that is recorded. */
export const takenStates: readonly StepState[] = ['done', 'late', 'out-of-order'];

/** Of a step with which something is wrong. */
export const wrongStates: readonly StepState[] = ['late', 'overdue', 'missing', 'out-of-order'];
