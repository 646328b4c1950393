/** The slips planted in the shipped files: each is named with its place, and nothing else is. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { loadDataset } from '../../engine/data/load.ts';
import { openProject } from '../../engine/project/open.ts';

describe('the slips in the shipped files', () => {
  it('are each named with file, row and column, and nothing else is', async () => {
    const { findings } = await loadDataset(await openProject(join(import.meta.dirname, '../../rules')));
    assert.deepEqual(
      findings.map(({ file, row, column }) => [file, row, column]),
      [
        ['data/accidents.csv', 4, 'loss'], // in words
        ['data/accidents.csv', 82, 'unit'], // not on the roster
        ['data/disputes.xlsx', 23, null], // a blank row
        ['data/disputes.xlsx', 44, 'found-on'], // empty
        ['data/disputes.xlsx', 79, 'deadline'], // "the end of next month"
        ['data/inspections.csv', 302, 'found'], // below zero
        ['data/legal-cases.csv', 97, 'category'], // not in the dictionary
        ['data/monthly-reports.csv', 603, null], // typed in twice
        ['data/opinions.json', 65, 'found-on'], // 31 November
        ['data/petitions.csv', 66, 'backlog'], // empty
        ['data/petitions.csv', 92, null], // a blank row
        ['data/petitions.csv', 121, 'fixed-on'], // 30 February
        ['data/units.xlsx', 48, 'headcount'], // "about 120"
      ],
    );
  });
});
