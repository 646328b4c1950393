/** Bounds on what is read, so that a wrong or hostile file ends in a message and never in a hang or a crash. */

export const limits = {
  /** Characters of one row of a CSV file. */
  rowCharacters: 4 << 20,
  /** As spreadsheets have it. */
  columns: 16_384,
  spreadsheetRows: 1_048_576,
  /** Rows in which the header is looked for, and rows that it may take. */
  headerSearch: 20,
  headerHeight: 3,
  /** Bytes of a JSON file: it is held in memory as a whole. */
  jsonBytes: 256 << 20,
  /** Entries of an XLSX file, and bytes of its parts once unpacked: texts are held in memory, rows are streamed. */
  zipEntries: 20_000,
  xlsxTextBytes: 256 << 20,
  xlsxPartBytes: 32 << 20,
  xlsxSheetBytes: 4 * 2 ** 30,
  /** Unpacked to packed, for parts of more than 64 MiB: real sheets stay under 100, bombs go to 1000. */
  zipRatio: 250,
  merges: 100_000,
} as const;
