/** ZS84xx: keys and signatures. */
import { define } from '../define.ts';

export const keyUnreadable = define({
  code: 'ZS8401',
  severity: 'error',
  title: { zh: '密钥文件读不了', en: 'Unreadable key file' },
  message: { zh: '密钥文件读不了：{reason}', en: 'The key file cannot be read: {reason}' },
  remedy: { zh: '请检查路径和权限', en: 'Check the path and the permissions' },
});

export const keyEncrypted = define({
  code: 'ZS8402',
  severity: 'error',
  title: { zh: '密钥设有口令', en: 'An encrypted key' },
  message: {
    zh: '这个私钥设有口令，签名时不会询问口令',
    en: 'The private key is encrypted, and signing asks for no passphrase',
  },
  remedy: {
    zh: '请另做一个专用于签名的密钥：ssh-keygen -t ed25519 -N "" -f KEY；或去掉一个副本的口令：ssh-keygen -p -N "" -f COPY',
    en: 'Make a key for signing only: ssh-keygen -t ed25519 -N "" -f KEY; or take the passphrase off a copy: ssh-keygen -p -N "" -f COPY',
  },
});

export const wrongKeyKind = define({
  code: 'ZS8403',
  severity: 'error',
  title: { zh: '密钥的种类不对', en: 'A key of another kind' },
  message: { zh: '密钥是 {kind}，需要 ssh-ed25519', en: 'The key is {kind}; it has to be ssh-ed25519' },
  remedy: { zh: '请用 ssh-keygen -t ed25519 做一个', en: 'Make one with ssh-keygen -t ed25519' },
});

export const notPrivateKey = define({
  code: 'ZS8404',
  severity: 'error',
  title: { zh: '不是 OpenSSH 私钥', en: 'No private key of OpenSSH' },
  message: { zh: '不能用这个文件签名：{reason}', en: 'This file cannot sign: {reason}' },
  remedy: {
    zh: '请给出 ssh-keygen -t ed25519 -N "" -f KEY 做出的 KEY（不是 KEY.pub）',
    en: 'Give the KEY that ssh-keygen -t ed25519 -N "" -f KEY has made (not KEY.pub)',
  },
});

export const notPublicKey = define({
  code: 'ZS8405',
  severity: 'error',
  title: { zh: '不是公钥', en: 'No public key' },
  message: { zh: '不能用这个文件验证签名：{reason}', en: 'This file cannot verify signatures: {reason}' },
  remedy: {
    zh: '请给出签名人的 KEY.pub，每行一个“ssh-ed25519 密钥 说明”',
    en: 'Give the signer’s KEY.pub, a line "ssh-ed25519 KEY COMMENT" for each',
  },
});

export const keyOpenToOthers = define({
  code: 'ZS8406',
  severity: 'warning',
  title: { zh: '别人也能读私钥', en: 'A private key that others can read' },
  message: {
    zh: '私钥的权限是 {mode}，别的用户也能用',
    en: 'The private key has mode {mode}: other users can get at it',
  },
  remedy: { zh: '请执行 chmod 600 {file}', en: 'Run chmod 600 {file}' },
});

export const signatureMissing = define({
  code: 'ZS8407',
  severity: 'error',
  title: { zh: '没有签名', en: 'No signature' },
  message: { zh: '没有签名', en: 'There is no signature' },
  remedy: {
    zh: '请向出具结果的人要签过名的结果（assess --sign）',
    en: 'Ask whoever made the results for signed ones (assess --sign)',
  },
});

export const signatureMalformed = define({
  code: 'ZS8408',
  severity: 'error',
  title: { zh: '签名已损坏', en: 'A damaged signature' },
  message: {
    zh: '签名不是 SSH 的 Ed25519 签名，或已损坏',
    en: 'The signature is no Ed25519 signature of SSH, or is damaged',
  },
  remedy: { zh: '请重新取一份签名', en: 'Get the signature anew' },
});

export const signatureWrong = define({
  code: 'ZS8409',
  severity: 'error',
  title: { zh: '签名不符', en: 'A signature that does not fit' },
  message: {
    zh: '签名与内容不符：签名之后内容或签名被改过',
    en: 'The signature does not fit what it signs: one of them was changed after signing',
  },
  remedy: {
    zh: '不要采信；请重新取一份，连同签名',
    en: 'Do not rely on it; get it anew, with its signature',
  },
});

export const signatureOfOther = define({
  code: 'ZS8410',
  severity: 'error',
  title: { zh: '别人的签名', en: 'Signed by another key' },
  message: { zh: '签名有效，但出自另一个密钥 {signer}', en: 'The signature is valid, but of another key: {signer}' },
  remedy: {
    zh: '请核对密钥（ssh-keygen -l -f KEY.pub），换成签名人的公钥',
    en: 'Compare the keys (ssh-keygen -l -f KEY.pub) and give the signer’s',
  },
});

export const signatureForOther = define({
  code: 'ZS8411',
  severity: 'error',
  title: { zh: '别的用途的签名', en: 'A signature for another purpose' },
  message: {
    zh: '这个签名用于“{purpose}”，不是“{wanted}”',
    en: 'The signature is for "{purpose}", not for "{wanted}"',
  },
  remedy: {
    zh: '请用 assess --sign 签名，或 ssh-keygen -Y sign -n {wanted}',
    en: 'Sign with assess --sign, or with ssh-keygen -Y sign -n {wanted}',
  },
});
