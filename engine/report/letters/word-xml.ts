/** A Word document of plain building blocks: paragraphs and one table, in the type of Chinese official letters. */
import { type Docx, newDocx } from './package.ts';

export type Block =
  | { readonly kind: 'heading' | 'subject' | 'right' | 'plain' | 'body' | 'small'; readonly text: string }
  | { readonly kind: 'table'; readonly columns: readonly TableColumn[] };

/** A head, what stands under it in the row, and its share of the width in percent. */
export interface TableColumn {
  readonly head: string;
  readonly cell: string;
  readonly share: number;
}

export interface WordDocument {
  readonly language: 'zh-CN' | 'en-GB';
  readonly blocks: readonly Block[];
  readonly footer: string;
}

export function wordDocument({ language, blocks, footer }: WordDocument): Docx {
  return newDocx({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations([['officeDocument', 'word/document.xml']]),
    'word/document.xml': `${head}<w:document xmlns:w="${wordNames}" xmlns:r="${relationNames}"><w:body>${blocks.map(block).join('')}${section}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations([
      ['styles', 'styles.xml'],
      ['footer', 'footer1.xml'],
    ]),
    'word/styles.xml': styles(language),
    'word/footer1.xml': `${head}<w:ftr xmlns:w="${wordNames}">${paragraph('small', footer)}</w:ftr>`,
  });
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const wordNames = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relationNames = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const wordTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const contentTypes =
  `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/word/document.xml" ContentType="${wordTypes}.document.main+xml"/>` +
  `<Override PartName="/word/styles.xml" ContentType="${wordTypes}.styles+xml"/>` +
  `<Override PartName="/word/footer1.xml" ContentType="${wordTypes}.footer+xml"/></Types>`;

/** A4 with the margins of GB/T 9704-2012: 37 mm above, 28 mm to the left, a text of 156 × 225 mm. */
const section =
  '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';

const textWidth = 11906 - 1474 - 1588;

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${relationNames}/${type}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
}

function block(one: Block): string {
  return one.kind === 'table' ? table(one.columns) : paragraph(one.kind, one.text);
}

function paragraph(style: string, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t xml:space="preserve">${escaped}</w:t></w:r></w:p>`;
}

function table(columns: readonly TableColumn[]): string {
  const widths = columns.map(({ share }) => Math.round((textWidth * share) / 100));
  const row = (texts: readonly string[], properties: string): string =>
    `<w:tr><w:trPr><w:cantSplit/>${properties}</w:trPr>${texts
      .map(
        (text, i) => `<w:tc><w:tcPr><w:tcW w:w="${widths[i]}" w:type="dxa"/></w:tcPr>${paragraph('cell', text)}</w:tc>`,
      )
      .join('')}</w:tr>`;
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`,
  );
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${textWidth}" w:type="dxa"/><w:tblBorders>${edges.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>` +
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    row(
      columns.map((column) => column.head),
      '<w:tblHeader/>',
    ) +
    row(
      columns.map(({ cell }) => cell),
      '',
    ) +
    '</w:tbl>'
  );
}

/** 方正小标宋 and 仿宋, and what stands for them where they are not installed; sizes are in half points. */
function styles(language: WordDocument['language']): string {
  const fonts = (chinese: string): string =>
    `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${chinese}" w:cs="Times New Roman"/>`;
  const style = (id: string, size: number, paragraphs: string, chinese = '仿宋', more = ''): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="Normal"/><w:pPr>${paragraphs}</w:pPr>` +
    `<w:rPr>${fonts(chinese)}${more}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`;
  return (
    `${head}<w:styles xmlns:w="${wordNames}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts('仿宋')}` +
    `<w:sz w:val="32"/><w:lang w:val="${language === 'zh-CN' ? 'en-US' : language}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>` +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
    style(
      'heading',
      36,
      '<w:spacing w:after="240"/><w:jc w:val="center"/>',
      '宋体',
      '<w:b/><w:color w:val="C00000"/>',
    ) +
    style('subject', 44, '<w:spacing w:before="240" w:after="360"/><w:jc w:val="center"/>', '宋体', '<w:b/>') +
    style('right', 32, '<w:jc w:val="right"/>') +
    style('plain', 32, '<w:spacing w:line="560" w:lineRule="exact"/>') +
    style('body', 32, '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>') +
    style('cell', 24, '<w:spacing w:before="40" w:after="40"/>') +
    style('small', 24, '<w:spacing w:before="120"/>') +
    '</w:styles>'
  );
}
