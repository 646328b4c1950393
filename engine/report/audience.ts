/** For whom a publication is. */

/**
 * `public`: aggregates and the units' states, nothing of the records behind them, counts that are too small suppressed.
 * `internal`: with reasons, records, letters and the findings about the data. Sensitive fields are in neither.
 */
export type Audience = 'public' | 'internal';

export const audiences: readonly Audience[] = ['public', 'internal'];

/** Below which a count is not published, where the descriptor does not say. */
export const defaultSmallestCell = 3;
