/** ZS80xx: why two versions of the rules could not be compared, and what is wrong with the list of expected flips. */
import { define } from '../define.ts';

export const noGit = define({
  code: 'ZS8001',
  severity: 'error',
  title: { zh: '没有 git', en: 'No git' },
  message: { zh: '没有找到 git 程序', en: 'The program git was not found' },
  remedy: {
    zh: '请安装 git，并让它在 PATH 里',
    en: 'Install git and see that it is on the PATH',
  },
});

export const noRepository = define({
  code: 'ZS8002',
  severity: 'error',
  title: { zh: '不在 git 仓库里', en: 'Not in a git repository' },
  message: { zh: '项目不在 git 仓库里：{reason}', en: 'The project is not in a git repository: {reason}' },
  remedy: {
    zh: '请在仓库里运行；属主不符时照 git 的提示设置 safe.directory',
    en: 'Run it in a repository; where git speaks of dubious ownership, set safe.directory as it says',
  },
});

export const unknownRevision = define({
  code: 'ZS8003',
  severity: 'error',
  title: { zh: '没有这个版本', en: 'No such revision' },
  message: {
    zh: 'git 里没有版本“{revision}”，或它的内容没有取下来',
    en: 'git has no revision "{revision}", or its contents were not fetched',
  },
  remedy: {
    zh: '请给出提交、分支或标签；浅克隆先执行 git fetch --unshallow（CI 里设 fetch-depth: 0）',
    en: 'Give a commit, branch or tag; in a shallow clone run git fetch --unshallow first (in CI: fetch-depth: 0)',
  },
});

export const notInRevision = define({
  code: 'ZS8004',
  severity: 'error',
  title: { zh: '这个版本里没有项目', en: 'The project is not in the revision' },
  message: {
    zh: '版本“{revision}”的“{path}”处没有政策项目，别处也没有同名的一个',
    en: 'Revision "{revision}" has no policy project at "{path}", nor one of the same name elsewhere',
  },
  remedy: {
    zh: '请换一个已有这个项目的版本；项目移动过的，字典里的 name 要与原来一致',
    en: 'Choose a revision that has the project; where it was moved, keep the name in its dictionary',
  },
});

export const revisionHasErrors = define({
  code: 'ZS8005',
  severity: 'error',
  title: { zh: '这个版本有错误', en: 'Errors in the revision' },
  message: {
    zh: '版本“{revision}”的政策有 {count} 处错误，第一处 {code}：{first}',
    en: 'The policies of revision "{revision}" have errors: {count}, the first {code}: {first}',
  },
  remedy: {
    zh: '请换一个没有错误的版本（zhunsheng check 可查）',
    en: 'Choose a revision without errors (zhunsheng check finds them)',
  },
});

export const revisionTooLarge = define({
  code: 'ZS8006',
  severity: 'error',
  title: { zh: '这个版本的文件过多或过大', en: 'A revision over the limits' },
  message: {
    zh: '版本“{revision}”里的项目超过上限：{limit} 字节',
    en: 'The project in revision "{revision}" is over the limit of {limit} bytes',
  },
  remedy: {
    zh: '请给出只放政策的文件夹',
    en: 'Give the folder that holds only the policies',
  },
});

export const expectedMalformed = define({
  code: 'ZS8007',
  severity: 'error',
  title: { zh: 'expected-flips.yaml 的写法不对', en: 'Malformed expected-flips.yaml' },
  message: { zh: '第 {item} 项：{what}', en: 'Item {item}: {what}' },
  remedy: {
    zh: '每一项写 rule 或 standard、subject（如 unit:u1）、before、after 和 reason，可写 period',
    en: 'Each item has a rule or a standard, a subject (such as unit:u1), before, after and a reason, and may have a period',
  },
});

export const gitFailed = define({
  code: 'ZS8008',
  severity: 'error',
  title: { zh: 'git 没有读出内容', en: 'git could not read' },
  message: { zh: 'git 读不出版本“{revision}”：{reason}', en: 'git could not read revision "{revision}": {reason}' },
  remedy: {
    zh: '请用 git fsck 检查仓库；部分克隆先把对象取全',
    en: 'Check the repository with git fsck; in a partial clone fetch the objects first',
  },
});

export const verdictFlips = define({
  code: 'ZS8009',
  severity: 'warning',
  title: { zh: '结论有变化', en: 'A verdict flips' },
  message: {
    zh: '{title}（{name}）：{subject} {period} {turn}，因为{causes}',
    en: '{title} ({name}): {subject} {period} {turn}, because of {causes}',
  },
  remedy: {
    zh: '请确认这正是要改的结果，并写进 expected-flips.yaml；不是的，改回规则',
    en: 'Make sure that the change is to do this, and list it in expected-flips.yaml; else mend the rules',
  },
});

export const flipNotApproved = define({
  code: 'ZS8010',
  severity: 'error',
  title: { zh: '结论变化未经批准', en: 'A flip that nobody has approved' },
  message: {
    zh: '{title}（{name}）：{subject} {period} {turn}，因为{causes}；expected-flips.yaml 没有列出',
    en: '{title} ({name}): {subject} {period} {turn}, because of {causes}; expected-flips.yaml does not list it',
  },
  remedy: {
    zh: '请核对后写进 expected-flips.yaml 并说明理由，或改回规则',
    en: 'List it in expected-flips.yaml with the reason once it is looked at, or mend the rules',
  },
});

export const flipApproved = define({
  code: 'ZS8011',
  severity: 'information',
  title: { zh: '已批准的结论变化', en: 'An approved flip' },
  message: {
    zh: '{title}（{name}）：{subject} {period} {turn}，因为{causes}；已批准',
    en: '{title} ({name}): {subject} {period} {turn}, because of {causes}; it is approved',
  },
  remedy: {
    zh: '无需处理；合并后可从 expected-flips.yaml 删去',
    en: 'Nothing is to be done; once it is merged, expected-flips.yaml need not list it any more',
  },
});

export const flipMissing = define({
  code: 'ZS8012',
  severity: 'error',
  title: { zh: '已批准的变化没有出现', en: 'An approved flip that did not come' },
  message: {
    zh: 'expected-flips.yaml 列出的变化没有出现：{name} {subject} {period} {turn}',
    en: 'expected-flips.yaml lists a flip that does not come: {name} {subject} {period} {turn}',
  },
  remedy: {
    zh: '请从 expected-flips.yaml 删去，或查明规则为何没有这样改变结论',
    en: 'Take it out of expected-flips.yaml, or find out why the rules do not do it',
  },
});
