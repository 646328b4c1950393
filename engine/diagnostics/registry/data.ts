/** ZS3xxx: rows and cells of the data files; ZS4xxx: files that cannot be read at all. */
export * from './data/cells.ts';
export * from './data/files.ts';
export * from './data/rows.ts';
