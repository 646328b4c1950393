/** A statement of a program, with a name that says what it makes. */
export interface Statement {
  readonly name: string;
  readonly sql: string;
}
