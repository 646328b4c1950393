/** Names that documents have broken on. */
export const hostileNames: Readonly<Record<string, string>> = {
  H01: '<script>alert(1)</script>',
  H02: "=cmd|'/C calc'!A0",
  H03: '@SUM(1+1)*',
  H04: '\u202e村左到右\u2067',
  H05: '很'.repeat(200),
  H06: '幸福👨‍👩‍👧‍👦社区🏘️',
  H07: '𠮷野𪚥村𰻝',
  H08: 'a\u0001b\u000bc\ufffed',
  H09: '{单位}{#事由}{@raw}',
  H10: '_x0041_&amp;"\'',
  H11: '+1-1',
  H12: '甲\t乙',
};
