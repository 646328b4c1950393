/** A section of the bulletin. */
import type { Html } from '../page/html.ts';

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}
