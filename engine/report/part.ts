/** What a publication is made of: each part makes its files for one period, and nothing else knows what is in them. */
import type { Results } from '../assess/results.ts';
import type { Moment } from '../calendar/period.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import type { Model } from '../model/policy.ts';
import type { Project } from '../project/open.ts';
import type { Audience } from './audience.ts';

export interface Part {
  /** As `--only` names it. */
  readonly name: string;
  /** On the index page. */
  readonly title: Localized;
  /** For whom it is made; for others it has no files. */
  readonly audiences: readonly Audience[];
  /** One file after the other, so that none but the one being written is held. */
  files(context: ReportContext): AsyncIterable<ReportFile>;
}

export interface ReportFile {
  /** In the output folder, with `/`; begins with the part's name. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Whether the index page leads to it. */
  readonly isEntry: boolean;
}

/** A period judged. */
export interface Judged {
  readonly moment: Moment;
  readonly model: Model;
}

/** A period to publish, while the results of it and of those before lie in the database. */
export interface ReportContext extends Judged {
  readonly project: Project;
  /** Whose publication it is; empty where the descriptor has no title. */
  readonly projectTitle: Localized;
  readonly results: Results;
  /** The periods before, in order of time; not all need be there. */
  readonly earlier: readonly Judged[];
  readonly language: Language;
  readonly audience: Audience;
  /** The folder of the data, where it is not the project's own. */
  readonly data: string | null;
  /** A short name of all that went in: rules and data. */
  readonly fingerprint: string;
}

/** What the descriptor calls the bulletin, and so the whole publication. */
export function publicationTitle({ model, language }: Pick<ReportContext, 'model' | 'language'>): string {
  return model.dictionary.publication?.title?.[language] ?? words.title[language];
}

const words = {
  title: { zh: '考核播报', en: 'Assessment bulletin' },
} as const;
