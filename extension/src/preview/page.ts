/** The preview's page: nothing from outside, no script or style but the extension's own. */
import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, type Webview } from 'vscode';

export function pageOf(webview: Webview, extension: Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const at = (...path: string[]) => webview.asWebviewUri(Uri.joinPath(extension, 'dist', ...path));
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${at('preview.css')}">
  <title>${l10n.t('Zhunsheng: preview')}</title>
</head>
<body>
  <main id="root"></main>
  <script nonce="${nonce}" src="${at('preview.js')}"></script>
</body>
</html>`;
}
