/**
 * What the editor's client and the server say to each other beyond the Language Server Protocol. Types only, so that either side
 * imports it for nothing. Texts are in the language of the client's `locale` (`zh…`: Chinese, else English).
 * No sensitive field's value is ever in an answer.
 */
import type { Location, Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { ExplainedLadder } from '../../engine/assess/explain-ladder.ts';
import type { ExplainedProcedure } from '../../engine/assess/explain-procedure.ts';
import type { Language } from '../../engine/diagnostics/diagnostic.ts';
import type { Truth } from '../../engine/model/truth.ts';
import type { Verdict } from '../../engine/model/verdict.ts';
import type { Measure } from '../../engine/testing/coverage/result.ts';

/** The requests by method, with what goes in and what comes out. All are answered also before data is there (`counts: null`). */
export interface Requests {
  readonly 'zhunsheng/overview': { readonly params: Record<string, never>; readonly result: Overview };
  readonly 'zhunsheng/subjects': { readonly params: SubjectsParams; readonly result: SubjectsPage };
  readonly 'zhunsheng/standings': { readonly params: StandingsParams; readonly result: StandingsPage };
  readonly 'zhunsheng/preview': { readonly params: PreviewParams; readonly result: Preview | null };
  readonly 'zhunsheng/explain': { readonly params: ExplainParams; readonly result: SubjectExplanation | null };
  readonly 'zhunsheng/flips': { readonly params: FlipsParams; readonly result: Flips };
  readonly 'zhunsheng/period': { readonly params: PeriodParams; readonly result: PeriodResult };
  readonly 'zhunsheng/tests': { readonly params: Record<string, never>; readonly result: readonly TestFileItem[] };
  readonly 'zhunsheng/runTests': { readonly params: RunTestsParams; readonly result: TestRunResult };
  /** Looked for in the background, which takes longer than `flips`; ends early where it is cancelled or the rules change. */
  readonly 'zhunsheng/impact': { readonly params: ImpactParams; readonly result: Impact };
  /** Why the verdicts of a unit flip; empty where none does, null where it is not known. */
  readonly 'zhunsheng/why': { readonly params: ExplainParams; readonly result: readonly FlipReason[] | null };
  /** The text of `expected-flips.yaml` that approves a flip besides those that it approves already. */
  readonly 'zhunsheng/approve': { readonly params: ApproveParams; readonly result: ApprovedText };
  /** A policy test of one unit, of what a rule now says of it; null where none can be made. */
  readonly 'zhunsheng/testFrom': { readonly params: TestFromParams; readonly result: WorkspaceEdit | null };
  /** Changes the policies one thing at a time, and tells which changes no test notices. Takes up to a minute. */
  readonly 'zhunsheng/mutants': { readonly params: MutantsParams; readonly result: MutantsResult };
  /** Puts a survivor's test into its file; null where it fits none any more. */
  readonly 'zhunsheng/mutantTest': { readonly params: MutantTestParams; readonly result: WorkspaceEdit | null };
}

/** The notifications by method. */
export interface Notifications {
  /** From the server: counts, tests or flips of a project have changed; the client asks again for what it shows. */
  readonly 'zhunsheng/live': LiveParams;
  /** From the server: how far the testing by mutants has come. */
  readonly 'zhunsheng/mutantsProgress': { readonly project: string; readonly message: string };
  /** From the client: the user trusts the workspace now. Until then the server reads no data and runs nothing. */
  readonly 'zhunsheng/trust': { readonly trusted: boolean };
}

/** The client's `initializationOptions`; all may be left out. A client that does not say so otherwise (Neovim) is trusted. */
export interface InitializationOptions {
  readonly trusted?: boolean;
  /** Instead of the client's `locale`. */
  readonly language?: Language;
  /**
   * How diagnostics reach the client. By default as it asks for: pulled where it announces `textDocument.diagnostic`, else
   * pushed.
   */
  readonly diagnostics?: 'push' | 'pull';
  /** As `--period` of the command: `2021`, `2021-Q4`, `2021-11`. */
  readonly period?: string;
  /** A day; the period's last one where it is left out. */
  readonly asOf?: string;
}

/** Commands of code lenses and code actions that the client carries out; `arguments` is a list with the one object. */
export interface ClientCommands {
  readonly 'zhunsheng.preview.show': { readonly project: string; readonly name: string };
  readonly 'zhunsheng.flips.show': { readonly project: string; readonly name: string };
}

export type Counts = Readonly<Record<Verdict, number>>;

export interface LiveParams {
  /** The project's folder as a URI. */
  readonly project: string;
  readonly state: LiveState;
}

/** `waiting`: the policies have errors; `untrusted`: the workspace is not trusted; `failed`: `problem` says why. */
export type LiveState = 'running' | 'ready' | 'waiting' | 'untrusted' | 'failed';

export interface Overview {
  readonly projects: readonly ProjectOverview[];
}

export interface ProjectOverview {
  /** The project's folder as a URI. */
  readonly project: string;
  readonly title: string;
  readonly period: string;
  readonly asOf: string;
  readonly state: LiveState;
  /** One helpful message where there are no counts. */
  readonly problem: string | null;
  /** What flips are counted against, such as `HEAD (1a2b3c4)`; null without git. */
  readonly base: string | null;
  readonly standards: readonly StandardOverview[];
  /** All rules, also those that no standard requires. */
  readonly rules: readonly RuleOverview[];
}

interface Judged {
  readonly name: string;
  readonly title: string;
  readonly entity: string;
  readonly entityTitle: string;
  readonly location: Location;
  readonly counts: Counts | null;
  /** How many verdicts differ from the base; null: not known. */
  readonly flips: number | null;
}

export interface StandardOverview extends Judged {
  /** The rules and standards that it requires, by name, in order. */
  readonly requires: readonly { readonly kind: 'rule' | 'standard'; readonly name: string }[];
}

export interface RuleOverview extends Judged {
  readonly severity: 'veto' | 'major' | 'minor';
  readonly policy: string;
}

export interface SubjectsParams {
  readonly project: string;
  /** A rule or standard. */
  readonly name: string;
  /** Only these verdicts; null: all. */
  readonly verdicts: readonly Verdict[] | null;
  /** Found anywhere in key or title, regardless of case; empty: all. */
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

export interface SubjectsPage {
  readonly total: number;
  readonly subjects: readonly SubjectRow[];
}

/** A subject of a rule or standard with what is said of it; failures first, then undetermined, then the others, then by key. */
export interface SubjectRow {
  readonly entity: string;
  readonly subject: string;
  /** What people call it; empty where it has no title that may be shown. */
  readonly title: string;
  readonly verdict: Verdict;
  /** The verdict by the base's rules, where it differs. */
  readonly before: Verdict | null;
  readonly message: string;
  readonly remedy: string;
  /** Keys of the records that decided a failure. */
  readonly evidence: readonly string[];
}

export interface StandingsParams {
  readonly project: string;
  /** A ladder or procedure. */
  readonly name: string;
  /** Null: all. */
  readonly which: WhichStep | null;
  /** Found anywhere in key or title, regardless of case; empty: all. */
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/**
 * `here`: whose last recorded step it is (null: none), or to whom the letter is due. Else those of whom the step has the state: of
 * a procedure as in `procedures.csv`, of a letter `sent`, `missing`, `out-of-order` or `duplicates`.
 */
export interface WhichStep {
  readonly step: string | null;
  readonly state: string;
}

export interface StandingsPage {
  readonly total: number;
  readonly rows: readonly StandingRow[];
}

/** A unit on a ladder, or a record in a procedure; those with something wrong first, then the farthest, then by key. */
export interface StandingRow {
  readonly entity: string;
  readonly subject: string;
  /** What people call it; empty where it has no title that may be shown. */
  readonly title: string;
  /** The step that is due, or the last that is recorded. */
  readonly step: string | null;
  /** Where it stood by the base's rules; null: there as well, or not known. */
  readonly before: { readonly step: string | null } | null;
  /** Of a ladder: how many are counted. */
  readonly occasions: number | null;
  /** What is to be said of steps: a procedure's states; of letters `sent`, `missing`, `out-of-order`, `duplicates`. */
  readonly marks: readonly { readonly step: string; readonly state: string; readonly days: number | null }[];
}

/** Of the rule, standard, ladder or procedure at a position, or by name. */
export type PreviewParams =
  | { readonly uri: string; readonly position: Position }
  | { readonly project: string; readonly name: string };

export interface Preview extends Judged {
  readonly project: string;
  readonly kind: 'rule' | 'standard' | 'ladder' | 'procedure';
  readonly period: string;
  readonly asOf: string;
  readonly state: LiveState;
  readonly problem: string | null;
  readonly base: string | null;
  readonly severity: 'veto' | 'major' | 'minor' | null;
  readonly clause: {
    readonly anchor: string;
    readonly title: string;
    readonly text: string;
    readonly location: Location;
  } | null;
  /** A rule's decision, step by step; empty for a standard. */
  readonly flow: readonly FlowStep[];
  /** What a standard requires; empty for a rule. */
  readonly requires: readonly (Judged & { readonly kind: 'rule' | 'standard' })[];
  /** The counts month by month up to the as-of date, for the sparkline; empty where not known. */
  readonly months: readonly { readonly month: string; readonly counts: Counts }[];
  /** Of a ladder or procedure; null for the others. */
  readonly programme: ProgrammePreview | null;
}

/** A ladder or a procedure, with how many stand where. */
export interface ProgrammePreview {
  /** What starts it and how it counts, or who may enter, in sentences. */
  readonly says: readonly string[];
  /** Null: not known. */
  readonly total: number | null;
  /** In a procedure without a recorded step. */
  readonly none: number | null;
  readonly steps: readonly ProgrammeStep[];
}

export interface ProgrammeStep {
  readonly step: string;
  readonly title: string;
  /** To whom the letter goes; the date of the step and its deadline. */
  readonly detail: string;
  readonly location: Location;
  /** Null: not known. */
  readonly here: number | null;
  /** What is wrong or open there, those with somebody only. */
  readonly states: readonly { readonly state: string; readonly count: number }[];
}

/** A step of a rule: who comes in, what is asked, who leaves with which verdict; the others go on to the next step. */
export interface FlowStep {
  readonly step: 'during' | 'when' | 'require';
  /** How many subjects come to this step; null: not known. */
  readonly entering: number | null;
  readonly node: FlowNode;
}

/** A part of a condition with how many of the subjects that come to its step find it true, false, unknown, empty. */
export interface FlowNode {
  readonly kind: 'during' | 'all' | 'any' | 'not' | 'shared' | 'leaf';
  /** As written: `days-to-reply ≤ $reply-days`; the name of a shared condition; empty for all, any, not. */
  readonly text: string;
  /** As a sentence in titles: 答复天数 ≤ 答复时限（7）. */
  readonly meaning: string;
  readonly counts: Readonly<Record<Truth, number>> | null;
  readonly of: readonly FlowNode[];
  readonly location: Location | null;
}

export interface ExplainParams {
  readonly project: string;
  readonly entity: string;
  readonly subject: string;
}

export interface SubjectExplanation {
  readonly project: string;
  readonly entity: string;
  readonly entityTitle: string;
  readonly subject: string;
  readonly title: string;
  readonly period: string;
  readonly asOf: string;
  readonly standings: readonly { readonly standard: string; readonly title: string; readonly verdict: Verdict }[];
  readonly verdicts: readonly RuleVerdict[];
  /** The ladders that it stands on, and the procedures that it is in. */
  readonly ladders: readonly ExplainedLadder[];
  readonly procedures: readonly ExplainedProcedure[];
}

export interface RuleVerdict {
  readonly rule: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly message: string;
  readonly remedy: string;
  readonly cites: string;
  readonly evidence: readonly string[];
  readonly location: Location | null;
  readonly when: TraceNode | null;
  readonly require: TraceNode;
}

/** A condition with its truth for one subject, and the facts that it read. */
export interface TraceNode {
  readonly kind: 'all' | 'any' | 'not' | 'shared' | 'leaf';
  readonly text: string;
  readonly truth: Truth;
  readonly facts: readonly {
    readonly name: string;
    readonly title: string;
    readonly value: string;
    readonly records: readonly string[];
  }[];
  readonly of: readonly TraceNode[];
}

export interface FlipsParams {
  readonly project: string;
  /** Of one rule or standard; null: of all. */
  readonly name: string | null;
}

export interface Flips {
  readonly base: string | null;
  readonly total: number;
  /** The first thousand, by rule, then subject. */
  readonly flips: readonly Flip[];
}

export interface Flip {
  readonly name: string;
  readonly entity: string;
  readonly subject: string;
  readonly title: string;
  /** Null: the rule or subject was not there. */
  readonly before: Verdict | null;
  readonly after: Verdict | null;
}

export interface PeriodParams {
  readonly project: string;
  /** `2021`, `2021-Q4` or `2021-11`: what is shown is of one period, and beside it each of its months. */
  readonly period: string;
  /** Null: the period's last day. */
  readonly asOf: string | null;
}

/** What holds now, and what was wrong with what was asked for. */
export interface PeriodResult {
  readonly period: string;
  readonly asOf: string;
  readonly problem: string | null;
}

export interface TestFileItem {
  readonly project: string;
  readonly uri: string;
  /** The policy under test. */
  readonly policy: string;
  readonly cases: readonly TestCaseItem[];
}

export interface TestCaseItem {
  /** Stable while the case keeps its file and name. */
  readonly id: string;
  readonly name: string;
  readonly range: Range;
}

export interface RunTestsParams {
  /** Null: all. */
  readonly ids: readonly string[] | null;
}

export interface TestRunResult {
  readonly results: readonly TestCaseResult[];
  readonly coverage: readonly RuleCoverageItem[];
  /** What else the cases show of the policies, and what not. */
  readonly goals: readonly GoalItem[];
}

export interface TestCaseResult {
  readonly id: string;
  readonly passed: boolean;
  readonly failures: readonly TestFailure[];
}

export interface TestFailure {
  readonly message: string;
  readonly location: Location;
  /** `rule: { subject: verdict }`, so that a diff shows the wrong word. */
  readonly expected: string;
  readonly actual: string;
}

/** Which verdicts the cases that were run expect of a rule; a rule of which none expects a failure is not tested. */
export interface RuleCoverageItem {
  readonly rule: string;
  readonly location: Location;
  readonly expected: readonly Verdict[];
  /** The verdicts that it has in them, expected or on the way to something else. */
  readonly reached: readonly Verdict[];
}

/** One thing that cases can show of a condition, fact, ladder or procedure: a branch, a boundary, a step. */
export interface GoalItem {
  readonly location: Location;
  readonly measure: Measure;
  /** What it is, in the server's language: `边界 at`. */
  readonly label: string;
  /** The condition, fact or step in words. */
  readonly text: string;
  readonly met: boolean;
  /** What a case must hold to show it. */
  readonly needs: string;
}

export interface ImpactParams {
  readonly project: string;
}

/** Whose verdicts, and which figures, are others than by the last commit, and by which change. */
export interface Impact {
  /** As in `Flips`. */
  readonly base: string | null;
  /** Why nothing can be said; null: all is said. */
  readonly problem: string | null;
  /** Of rules, then of standards. */
  readonly groups: readonly FlipGroup[];
  readonly rollups: readonly RollupGroup[];
}

/** The flips of one rule or standard. */
export interface FlipGroup {
  readonly kind: 'rule' | 'standard';
  readonly name: string;
  readonly title: string;
  /** All of them. */
  readonly total: number;
  /** The first hundred. */
  readonly units: readonly FlippedUnit[];
}

export interface FlippedUnit extends Omit<Flip, 'name'> {
  readonly period: string;
  /** The changes that made it, in a line: `parameter reply-days 7 → 5`. */
  readonly cause: string;
  /** Whether `expected-flips.yaml` has it. */
  readonly approved: boolean;
}

export interface RollupGroup {
  readonly name: string;
  readonly title: string;
  readonly total: number;
  /** The first hundred: `62.5% → 60.0% (25/40 → 24/40)`. */
  readonly figures: readonly { readonly group: string; readonly standard: string; readonly change: string }[];
}

/** One flip of a unit in full. */
export interface FlipReason {
  readonly kind: 'rule' | 'standard';
  readonly name: string;
  readonly title: string;
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  readonly approved: boolean;
  /** Each is enough by itself, or must be undone too; of one with several changes all together. */
  readonly causes: readonly { readonly changes: readonly ChangeItem[] }[];
  /** What the rule reads of the unit; empty for a standard, or where there are too many flips to look it up. */
  readonly facts: readonly {
    readonly title: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly records: readonly string[];
}

export interface ChangeItem {
  /** `parameter reply-days 7 → 5` */
  readonly text: string;
  /** As a patch shows them, each with its sign; empty where the text says all. */
  readonly lines: readonly string[];
  readonly location: Location | null;
}

export interface ApproveParams {
  readonly project: string;
  readonly flip: Pick<FlippedUnit, 'entity' | 'subject' | 'period' | 'before' | 'after'> &
    Pick<FlipGroup, 'kind' | 'name'>;
  readonly reason: string;
  /** What the editor has of the file; null: there is none. */
  readonly text: string | null;
}

export interface ApprovedText {
  /** The file, which may have to be made. */
  readonly uri: string;
  /** All of it; null where it is not a list of flips, which `problem` tells. */
  readonly text: string | null;
  readonly problem: string | null;
}

export interface TestFromParams {
  readonly project: string;
  readonly rule: string;
  readonly subject: string;
}

export interface MutantsParams {
  readonly project: string;
  /** Only of this policy; null: of all. */
  readonly policy: string | null;
}

export interface MutantsResult {
  readonly caught: number;
  readonly survived: number;
  /** Those that make no difference. */
  readonly equivalent: number;
  readonly survivors: readonly SurvivorItem[];
}

/** A change of the policies that no test notices. */
export interface SurvivorItem {
  readonly policy: string;
  readonly location: Location;
  /** What kind of change it is, and what it changes. */
  readonly title: string;
  readonly change: string;
  /** What a test would have to expect, and what the change makes of it. */
  readonly difference: string;
  readonly test: SurvivorTest;
}

/** A case as it is put into a file of tests. */
export interface SurvivorTest {
  readonly policy: string;
  readonly policyFile: string;
  readonly period: string;
  /** As the file says it; null: it does not. */
  readonly asOf: string | null;
  readonly yaml: string;
}

export interface MutantTestParams {
  readonly project: string;
  readonly test: SurvivorTest;
}
