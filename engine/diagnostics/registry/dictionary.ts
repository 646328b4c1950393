/** ZS2xxx: the data dictionary (datapackage.yaml). */
export {};
