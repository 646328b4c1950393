/** ZS6xxx: policy tests. */
export {};
