/*
 * Attacks (SAML-1, SAML-2, SAML-6): signature wrapping with the right namespaces, algorithms, trees made to
 * hurt a parser.  None is taken, none gives a 5xx, none takes a second; the workers stay alive.
 */
import { ok, end, Client } from '../http/client.mjs';
import { UNO, DUE, ask, answer, sign, both, signable, template, post, outcome, sql, id, at } from './gestore.mjs';

const workers = () => sql("SELECT count(*) FROM pg_stat_activity WHERE usename = 'siz_spid'");
const EVIL = (asked, aid = id()) => answer(asked, { aid, attributes: { spidCode: 'EVIL0000000001', name: 'Altra', familyName: 'Persona', fiscalNumber: 'TINIT-VRDLGU70A01F205C' } });
const assertion = (xml) => /<saml:Assertion [\s\S]*<\/saml:Assertion>/.exec(xml)[0];
const unsigned = (xml) => xml.replace(/<ds:Signature[\s\S]*?<\/ds:Signature>/g, '');
const signature = (xml) => /<ds:Signature[\s\S]*?<\/ds:Signature>/.exec(xml)[0];
/* A good signed answer, and the assertion of an attacker with the same ID or another. */
const pair = (asked, same = false) => {
	const good = answer(asked), signed = sign(good.xml), evil = unsigned(assertion(EVIL(asked, same ? good.aid : id()).xml));
	return { good, signed, inner: assertion(signed), evil, frame: (body) => signed.replace(assertion(signed), () => body) };
};
let count = 0;
async function attack(what, make, { raw = false, statuses = [400, 403], relay } = {}) {
	const asked = await ask(), made = make(asked), before = Date.now();
	const page = await post(asked, made, raw ? { raw: made } : {});
	const took = Date.now() - before;
	ok(statuses.includes(page.status) && !page.location && outcome(asked.client) === '' && took < 1000, `refused: ${what}`, `${page.status} in ${took} ms`);
	count++;
}
const wrapper = (body, name = 'samlp:Extensions', ns = ' xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"') => `<${name}${ns}>${body}</${name}>`;

/* ---- wrapping: the signed Assertion is moved, another is put where it would be read -------------- */
await attack('XSW: a copy of the Response inside the Signature of the attacker\'s', (a) => { const b = both(answer(a)); return b.replace('</samlp:Response>', '') .replace('</ds:Signature>', `<ds:Object>${b.replace(/<\?xml.*?\?>\s*/, '')}</ds:Object></ds:Signature>`) + '</samlp:Response>'; });
await attack('XSW: the signed Response as sibling inside a new Response', (a) => { const b = both(answer(a)).replace(/<\?xml.*?\?>\s*/, ''), e = EVIL(a); return unsigned(e.xml).replace('</samlp:Response>', `${b}</samlp:Response>`); });
await attack('XSW: evil Assertion first, signed second', (a) => { const p = pair(a); return p.frame(p.evil + p.inner); });
await attack('XSW: signed Assertion first, evil second', (a) => { const p = pair(a); return p.frame(p.inner + p.evil); });
await attack('XSW: signed Assertion inside the evil one', (a) => { const p = pair(a); return p.frame(p.evil.replace('</saml:Assertion>', `${p.inner}</saml:Assertion>`)); });
await attack('XSW: evil with the signature, signed one inside Object', (a) => { const p = pair(a), s = signature(p.inner); return p.frame(p.evil.replace('</saml:Issuer>', `</saml:Issuer>${s.replace('</ds:Signature>', `<ds:Object>${p.inner}</ds:Object></ds:Signature>`)}`)); });
await attack('XSW: evil with the signature, signed one beside it', (a) => { const p = pair(a); return p.frame(p.evil.replace('</saml:Issuer>', `</saml:Issuer>${signature(p.inner)}`) + unsigned(p.inner)); });
await attack('XSW: evil with the signature, signed one at the end inside', (a) => { const p = pair(a); return p.frame(p.evil.replace('</saml:Issuer>', `</saml:Issuer>${signature(p.inner)}`).replace('</saml:Assertion>', `${unsigned(p.inner)}</saml:Assertion>`)); });
await attack('XSW: signed one in Extensions', (a) => { const p = pair(a); return p.frame(wrapper(p.inner) + p.evil); });
await attack('XSW: signed one in Extensions, same ID', (a) => { const p = pair(a, true); return p.frame(wrapper(p.inner) + p.evil.replace('</saml:Issuer>', `</saml:Issuer>${signature(p.inner)}`)); });
await attack('XSW: signed one in the Advice of the evil one', (a) => { const p = pair(a); return p.frame(p.evil.replace('</saml:Conditions>', `</saml:Conditions><saml:Advice>${p.inner}</saml:Advice>`)); });
await attack('XSW: signed one in a SubjectConfirmationData', (a) => { const p = pair(a); return p.frame(p.evil.replace(/(<saml:SubjectConfirmationData[^>]*)\/>/, (_, head) => `${head}>${p.inner}</saml:SubjectConfirmationData>`)); });
await attack('XSW: signed one in the Status', (a) => { const p = pair(a); return p.frame(p.evil).replace('</samlp:Status>', `<samlp:StatusDetail>${p.inner}</samlp:StatusDetail></samlp:Status>`); });
await attack('two Assertions, both signed', (a) => { const p = pair(a), other = assertion(sign(answer(a).xml)); return p.frame(p.inner + other); });
await attack('the same ID twice', (a) => { const p = pair(a, true); return p.frame(p.inner + p.evil); });
await attack('the same ID on Response and Assertion', (a) => { const w = answer(a); return sign(w.xml).replace(w.rid, w.aid); });
await attack('the ID again as xml:id', (a) => { const p = pair(a); return p.signed.replace('<samlp:Status>', `<samlp:Status xml:id="${p.good.aid}">`); });
await attack('the ID again in lower case', (a) => { const p = pair(a); return p.signed.replace('<samlp:Status>', `<samlp:Status id="${p.good.aid}">`); });
await attack('a decoy Signature with Object', (a) => { const p = pair(a); return p.signed.replace('<samlp:Status>', `${template(p.good.aid).replace('</ds:Signature>', `<ds:Object>${unsigned(p.inner)}</ds:Object></ds:Signature>`)}<samlp:Status>`); });
await attack('a Signature inside the Subject', (a) => { const p = pair(a), s = signature(p.inner); return p.signed.replace(s, '').replace('<saml:NameID', `${s}<saml:NameID`); });
await attack('an Assertion in another namespace beside it', (a) => { const p = pair(a); return p.frame(p.inner + p.evil.replace('urn:oasis:names:tc:SAML:2.0:assertion', 'urn:altro')); });
await attack('an Assertion of SAML 1.1', (a) => { const p = pair(a); return p.frame(p.inner.replace('SAML:2.0:assertion', 'SAML:1.0:assertion')); });

/* ---- signatures taken away, changed, of another kind ----------------------------------------------- */
await attack('inner signature stripped', (a) => unsigned(sign(answer(a).xml)));
await attack('inner signature stripped, outer kept', (a) => { const b = both(answer(a)); const cut = b.indexOf('<saml:Assertion'); return b.slice(0, cut) + unsigned(b.slice(cut)); });
await attack('outer signature of another answer', (a) => { const one = answer(a), s = signature(both(answer(a))); return sign(one.xml).replace('</saml:Issuer>', `</saml:Issuer>${s}`); });
await attack('HMAC with the public key as secret', (a) => sign(answer(a).xml).replace('xmldsig-more#rsa-sha256', 'xmldsig-more#hmac-sha256'));
await attack('DSA', (a) => sign(answer(a).xml).replace('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2000/09/xmldsig#dsa-sha1'));
await attack('no algorithm', (a) => sign(answer(a).xml).replace(/<ds:SignatureMethod Algorithm="[^"]*"/, '<ds:SignatureMethod'));
const transform = (body) => (a) => sign(answer(a).xml).replace('<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>', body);
await attack('a transform XSLT', transform('<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/></ds:Transform>'));
await attack('a transform XPath', transform('<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>true()</ds:XPath></ds:Transform>'));
await attack('a transform XPath filter 2', transform('<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"/>'));
await attack('a transform Base64', transform('<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"/>'));
await attack('C14N with comments', transform('<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#WithComments"/>'));
await attack('no transforms', (a) => sign(answer(a).xml).replace(/<ds:Transforms>[\s\S]*?<\/ds:Transforms>/, ''));
const reference = (to) => (a) => sign(answer(a).xml).replace(/<ds:Reference URI="[^"]*"/, `<ds:Reference URI="${to}"`);
await attack('an empty Reference', reference(''));
await attack('a Reference to another element', reference('#_altro'));
await attack('a Reference to a file', reference('file:///etc/passwd'));
await attack('a Reference to an address', reference('http://127.0.0.1:1/x'));
await attack('a Reference with XPointer', reference('#xpointer(/)'));
await attack('a Reference without URI', (a) => sign(answer(a).xml).replace(/<ds:Reference URI="[^"]*"/, '<ds:Reference'));
await attack('no Reference', (a) => sign(answer(a).xml).replace(/<ds:Reference [\s\S]*?<\/ds:Reference>/, ''));
await attack('two References', (a) => sign(answer(a).xml).replace(/<ds:Reference [\s\S]*?<\/ds:Reference>/, '$&$&'));
await attack('an empty SignatureValue', (a) => sign(answer(a).xml).replace(/<ds:SignatureValue>[\s\S]*?<\/ds:SignatureValue>/, '<ds:SignatureValue/>'));
await attack('a Manifest', (a) => sign(answer(a).xml).replace('</ds:KeyInfo>', '</ds:KeyInfo><ds:Object><ds:Manifest/></ds:Object>'));
await attack('the attacker\'s key as KeyValue', (a) => sign(answer(a).xml.replace('<ds:KeyInfo><ds:X509Data/></ds:KeyInfo>', '<ds:KeyInfo><ds:KeyValue/></ds:KeyInfo>'), 'estraneo'));
await attack('a RetrievalMethod', (a) => sign(answer(a).xml, 'estraneo').replace(/<ds:KeyInfo>[\s\S]*?<\/ds:KeyInfo>/, '<ds:KeyInfo><ds:RetrievalMethod URI="http://127.0.0.1:1/k"/></ds:KeyInfo>'));

/* ---- values that two readers read differently ---------------------------------------------------------- */
await attack('a comment inside an attribute value', (a) => sign(answer(a).xml).replace('TINIT-RSSMRA80A01F205X', 'TINIT-RSSMRA80A01F205X<!-- -->'));
await attack('a comment inside the NameID, signed', (a) => sign(answer(a).xml.replace('</saml:NameID>', '<!-- x -->.altro</saml:NameID>')));
await attack('a processing instruction inside a value', (a) => sign(answer(a).xml.replace('>Mario<', '>Mario<?x y?><')));
await attack('CDATA', (a) => sign(answer(a).xml.replace('>Mario<', '><![CDATA[Mario]]><')));
await attack('a comment before the root', (a) => `<!-- x -->${sign(answer(a).xml).replace(/<\?xml.*?\?>\s*/, '')}`);

/* ---- other envelopes ------------------------------------------------------------------------------------ */
const envelope = (body) => `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">${body}</s:Envelope>`;
await attack('a SOAP envelope without Body', () => envelope(''));
await attack('a SOAP envelope with an empty Body', () => envelope('<s:Body/>'));
await attack('an answer in a SOAP envelope', (a) => envelope(`<s:Body>${sign(answer(a).xml).replace(/<\?xml.*?\?>\s*/, '')}</s:Body>`));
await attack('an ArtifactResponse', (a) => `<samlp:ArtifactResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${id()}" Version="2.0">${sign(answer(a).xml).replace(/<\?xml.*?\?>\s*/, '')}</samlp:ArtifactResponse>`);
await attack('a LogoutResponse', (a) => sign(answer(a).xml).replace(/samlp:Response/g, 'samlp:LogoutResponse'));
await attack('a Response in another namespace', (a) => sign(answer(a).xml).replace('urn:oasis:names:tc:SAML:2.0:protocol', 'urn:oasis:names:tc:SAML:1.0:protocol'));
await attack('an EncryptedAssertion', (a) => answer(a).xml.replace(/<saml:Assertion [\s\S]*<\/saml:Assertion>/, '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><x/></saml:EncryptedAssertion>'));
await attack('an EncryptedAttribute', (a) => sign(answer(a).xml.replace('</saml:AttributeStatement>', '<saml:EncryptedAttribute/></saml:AttributeStatement>')));
await attack('an unknown child', (a) => sign(answer(a).xml).replace('</samlp:Response>', '<altro/></samlp:Response>'));

/* ---- trees made to hurt --------------------------------------------------------------------------------- */
const doctype = (inside) => (a) => `<!DOCTYPE samlp:Response [${inside}]>${sign(answer(a).xml).replace(/<\?xml.*?\?>\s*/, '')}`;
await attack('an empty DOCTYPE', doctype(''));
await attack('billion laughs', doctype(`<!ENTITY a "ha">${'bcdefghi'.split('').map((c, i) => `<!ENTITY ${c} "${`&${'abcdefgh'[i]};`.repeat(10)}">`).join('')}`));
await attack('quadratic entities', doctype(`<!ENTITY a "${'x'.repeat(50000)}">`));
await attack('an external entity', doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'));
await attack('an external DTD', (a) => `<!DOCTYPE samlp:Response SYSTEM "http://127.0.0.1:1/x.dtd">${sign(answer(a).xml).replace(/<\?xml.*?\?>\s*/, '')}`);
await attack('an entity nobody declared', (a) => sign(answer(a).xml).replace('>Mario<', '>&boh;<'));
await attack('attribute flood', (a) => sign(answer(a).xml).replace('<samlp:Status>', `<samlp:Status ${Array.from({ length: 5000 }, (_, i) => `a${i}="x"`).join(' ')}>`));
await attack('attribute flood spread over elements', (a) => sign(answer(a).xml).replace('<samlp:Status>', `<samlp:Status>${'<x a="" />'.repeat(300)}`));
await attack('deep nesting', (a) => sign(answer(a).xml).replace('<samlp:Status>', `<samlp:Status>${'<x>'.repeat(60)}${'</x>'.repeat(60)}`));
await attack('very deep nesting', (a) => sign(answer(a).xml).replace('<samlp:Status>', `<samlp:Status>${'<x>'.repeat(20000)}${'</x>'.repeat(20000)}`));
await attack('a flood of elements', (a) => sign(answer(a).xml).replace('<samlp:Status>', `<samlp:Status>${'<x/>'.repeat(50000)}`));
await attack('larger than 256 KiB', (a) => sign(answer(a).xml).replace('<samlp:Status>', `<samlp:Status>${' '.repeat(262144)}`), { statuses: [400] });
await attack('larger than the web server takes', () => 'A'.repeat(900000), { raw: true, statuses: [413] });
await attack('UTF-16', (a) => Buffer.from(`\ufeff${sign(answer(a).xml)}`, 'utf16le').toString('base64'), { raw: true, statuses: [400] });
await attack('a byte order mark', (a) => `\ufeff${sign(answer(a).xml)}`, { statuses: [400] });
await attack('another encoding declared', (a) => `<?xml version="1.0" encoding="ISO-8859-1"?>${sign(answer(a).xml).replace(/<\?xml.*?\?>\s*/, '')}`, { statuses: [400] });
await attack('broken UTF-8', (a) => Buffer.concat([Buffer.from('<samlp:Response a="'), Buffer.from([0xc0, 0x80]), Buffer.from('"/>')]).toString('base64'), { raw: true, statuses: [400] });
await attack('a NUL', () => Buffer.from('<a>\0</a>').toString('base64'), { raw: true, statuses: [400] });
await attack('not well-formed', (a) => sign(answer(a).xml).slice(0, -5), { statuses: [400] });
for (const [what, text] of [['nothing', ''], ['no Base64', '%%%'], ['Base64 without its padding', 'PGEvPg'], ['padding inside', 'PG==PGEvPg=='], ['loose bits', 'PGEvPh=='], ['random bytes', 'q83vASNFZ4mrze8B'], ['text', 'ciao']])
	await attack(what, () => text, { raw: true, statuses: [400] });

ok(count >= 49, 'at least the 49 mutations of SAML-6', `${count}`);
const last = await ask();
ok((await post(last, sign(answer(last).xml))).status === 303, 'after all this a login works');
ok(Number(workers()) >= 1, 'the workers live');
console.log(`# ${count} mutations`);
end();
