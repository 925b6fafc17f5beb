// Timestamps of RFC 3161: an authority's signature over the root and an instant. The signature is checked with the certificate in the
// token; whether that certificate is the authority's own is for the auditor to compare.
const OID = {
  signedData: '2a864886f70d010702', tstInfo: '2a864886f70d0109100104', messageDigest: '2a864886f70d010904',
  rsa: '2a864886f70d010101', ecKey: '2a8648ce3d0201', commonName: '550403',
  hashes: { '608648016503040201': 'SHA-256', '608648016503040202': 'SHA-384', '608648016503040203': 'SHA-512' },
  curves: { '2a8648ce3d030107': ['P-256', 32], '2b81040022': ['P-384', 48] },
};

// One element of DER: its tag, its content, all its bytes, and where the next begins.
function element(bytes, at = 0) {
  let length = bytes[at + 1], begin = at + 2;
  if (length & 0x80) {
    const count = length & 0x7f;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + bytes[begin++];
  }
  const end = begin + length;
  if (!(end <= bytes.length)) throw new Error('it is cut off');
  return { tag: bytes[at], content: bytes.subarray(begin, end), all: bytes.subarray(at, end), end };
}
function children(node) {
  const found = [];
  for (let at = 0; at < node.content.length;) { const child = element(node.content, at); found.push(child); at = child.end; }
  return found;
}
const oid = node => toHex(node.content);
const sameBytes = (a, b) => toHex(a) === toHex(b);

function openToken(base64) {
  const [type, wrapped] = children(element(fromBase64(base64)));
  if (oid(type) !== OID.signedData) throw new Error('it is no signed text');
  const signed = children(children(wrapped)[0]);
  const [, , inner] = signed;
  const [innerType, innerText] = children(inner);
  if (oid(innerType) !== OID.tstInfo) throw new Error('it is no timestamp');
  const text = children(innerText)[0].content;
  const [, , imprint, , time] = children(element(text));
  return {
    text,
    imprint: toHex(children(imprint)[1].content),
    at: new TextDecoder().decode(time.content).replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6'),
    certificates: signed.filter(node => node.tag === 0xa0).flatMap(children),
    signer: children(children(signed[signed.length - 1])[0]),
  };
}

function certificateOf(token) {
  const [, wanted] = token.signer, [issuer, serial] = wanted.tag === 0x30 ? children(wanted) : [];
  for (const certificate of token.certificates) {
    const fields = children(children(certificate)[0]), from = fields[0].tag === 0xa0 ? 1 : 0;
    if (!issuer || sameBytes(fields[from].all, serial.all) && sameBytes(fields[from + 2].all, issuer.all)) {
      return { all: certificate.all, subject: nameOfSubject(fields[from + 4]), key: fields[from + 5] };
    }
  }
  throw new Error('the certificate of its signer is not in it');
}

function nameOfSubject(subject) {
  for (const part of children(subject).flatMap(children)) {
    const [type, value] = children(part);
    if (oid(type) === OID.commonName) return new TextDecoder().decode(value.content);
  }
  return 'a certificate without a name';
}

async function isStampSigned(token, certificate) {
  const digest = OID.hashes[oid(children(token.signer[2])[0])], attributes = token.signer[3], signature = token.signer[5].content;
  if (!digest || attributes.tag !== 0xa0) throw new Error('it is signed in a way that this page does not know');
  const stated = children(attributes).map(children).find(([type]) => oid(type) === OID.messageDigest);
  const made = new Uint8Array(await crypto.subtle.digest(digest, token.text));
  if (!stated || !sameBytes(children(stated[1])[0].content, made)) return false;
  const signed = attributes.all.slice();
  signed[0] = 0x31;
  const [kind, curve] = children(children(certificate.key)[0]);
  if (oid(kind) === OID.rsa) {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: digest };
    return crypto.subtle.verify(algorithm, await crypto.subtle.importKey('spki', certificate.key.all, algorithm, false, ['verify']), signature, signed);
  }
  const [name, bytes] = OID.curves[oid(curve)] ?? [];
  if (oid(kind) !== OID.ecKey || !name) throw new Error('it is signed with a kind of key that this page does not know');
  const key = await crypto.subtle.importKey('spki', certificate.key.all, { name: 'ECDSA', namedCurve: name }, false, ['verify']);
  const raw = new Uint8Array(2 * bytes);
  children(element(signature)).forEach((half, at) => {
    const digits = half.content.subarray(Math.max(0, half.content.length - bytes));
    raw.set(digits, (at + 1) * bytes - digits.length);
  });
  return crypto.subtle.verify({ name: 'ECDSA', hash: digest }, key, raw, signed);
}

// What those outside said of the root, for people; a timestamp that does not hold is a fault of the seal.
async function readStamps(seal, line, faults) {
  const said = [];
  for (const anchor of seal.anchors) {
    if (anchor.anchor !== 'rfc3161') { said.push({ kind: anchor.anchor, place: anchor.place, at: anchor.at_utc, text: 'Compare the root above with what stands there.' }); continue; }
    try {
      const token = openToken(anchor.answer), certificate = certificateOf(token);
      if (token.imprint !== seal.root || !await isStampSigned(token, certificate)) {
        faults.add(line, 'the seal', 'the timestamp is not for this root, or not signed by the certificate in it', 'stamps');
        continue;
      }
      said.push({ kind: 'timestamp', place: anchor.place, at: token.at, text: `Signed by ${certificate.subject}. SHA-256 of its certificate: ${sha256(certificate.all)}` });
    } catch (error) {
      faults.add(line, 'the seal', `the timestamp cannot be read: ${error.message}`, 'stamps');
    }
  }
  return said;
}
