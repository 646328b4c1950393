/** ZS3xxx: rows and cells of the data files; ZS4xxx files that cannot be read at all. */
export {};
