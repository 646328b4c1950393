/** A workbook a period: verdicts, findings, roll-ups and ladders to sort and filter, and what the words mean. */
import { gather } from '../bulletin/bulletin.ts';
import { type Part, publicationTitle, type ReportContext, type ReportFile } from '../part.ts';
import { definitionsSheet } from './definitions.ts';
import { publicRollups, publicStandings } from './public.ts';
import { findingsSheet, laddersSheet, rollupsSheet, standingsSheet, verdictSheets } from './tables.ts';
import { type Sheet, writeWorkbook } from './writer.ts';

export const workbookPart: Part = {
  name: 'workbook',
  title: { zh: '工作簿', en: 'Workbook' },
  audiences: ['public', 'internal'],
  files,
};

async function* files(context: ReportContext): AsyncGenerator<ReportFile> {
  const period = context.moment.period.name;
  const sheets = context.audience === 'public' ? forPublic(context) : forInternal(context);
  const content = await writeWorkbook(`${publicationTitle(context)} ${period}`, sheets);
  yield { path: `workbook/${period}.xlsx`, content, isEntry: true };
}

async function* forInternal(context: ReportContext): AsyncGenerator<Sheet> {
  const { standards, rollups, ladders } = context.model;
  if (standards.size > 0) yield standingsSheet(context);
  yield* verdictSheets(context);
  yield findingsSheet(context);
  if (rollups.size > 0) yield rollupsSheet(context);
  if (ladders.size > 0) yield laddersSheet(context);
  yield definitionsSheet(context);
}

async function* forPublic(context: ReportContext): AsyncGenerator<Sheet> {
  const bulletin = await gather(context);
  const standings = await publicStandings(bulletin);
  if (standings !== null) yield standings;
  yield publicRollups(bulletin);
  yield definitionsSheet(context);
}
