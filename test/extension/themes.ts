/** The colours of VS Code's own default themes, as a webview gets them. */
const shared = `
  --vscode-font-family: "Noto Sans CJK SC", sans-serif; --vscode-font-size: 13px;
  --vscode-editor-font-family: "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace;`;

export const themes = {
  light: `:root {${shared}
    --vscode-editor-background: #ffffff; --vscode-foreground: #3b3b3b; --vscode-descriptionForeground: #3b3b3b;
    --vscode-widget-border: #e5e5e5; --vscode-editorWidget-background: #f8f8f8; --vscode-textLink-foreground: #005fb8;
    --vscode-testing-iconPassed: #388a34; --vscode-testing-iconFailed: #f14c4c; --vscode-charts-yellow: #bf8803;
    --vscode-charts-blue: #1a85ff; --vscode-button-background: #005fb8; --vscode-button-foreground: #ffffff;
    --vscode-button-secondaryBackground: #e5e5e5; --vscode-button-secondaryForeground: #3b3b3b;
    --vscode-button-secondaryHoverBackground: #cccccc; --vscode-input-background: #ffffff; --vscode-input-foreground: #3b3b3b;
    --vscode-input-border: #cecece; --vscode-input-placeholderForeground: #767676; --vscode-focusBorder: #005fb8;
    --vscode-list-hoverBackground: #f2f2f2; --vscode-textBlockQuote-background: #f8f8f8;
    --vscode-textBlockQuote-border: #e5e5e5;
  } body { background: var(--vscode-editor-background); }`,
  dark: `:root {${shared}
    --vscode-editor-background: #1f1f1f; --vscode-foreground: #cccccc; --vscode-descriptionForeground: #9d9d9d;
    --vscode-widget-border: #313131; --vscode-editorWidget-background: #202020; --vscode-textLink-foreground: #4daafc;
    --vscode-testing-iconPassed: #73c991; --vscode-testing-iconFailed: #f14c4c; --vscode-charts-yellow: #cca700;
    --vscode-charts-blue: #3794ff; --vscode-button-background: #0078d4; --vscode-button-foreground: #ffffff;
    --vscode-button-secondaryBackground: #313131; --vscode-button-secondaryForeground: #cccccc;
    --vscode-button-secondaryHoverBackground: #3c3c3c; --vscode-input-background: #313131; --vscode-input-foreground: #cccccc;
    --vscode-input-border: #3c3c3c; --vscode-input-placeholderForeground: #989898; --vscode-focusBorder: #0078d4;
    --vscode-list-hoverBackground: #2a2d2e; --vscode-textBlockQuote-background: #2b2b2b;
    --vscode-textBlockQuote-border: #616161;
  } body { background: var(--vscode-editor-background); }`,
} as const;
