/*
 * Every numbered rule about the answer (reference: Regole tecniche SPID, table of checks), by an
 * answer that is right but for that rule, signed after it was made wrong.  Each is refused with an
 * error status, for the reason that it should, and leaves no outcome.
 */
import { ok, end, Client, BASE } from '../http/client.mjs';
import { UNO, DUE, ACS, ENTITY, ATTRIBUTES, ask, answer, sign, both, signable, template, post, outcome, sql, at, id } from './gestore.mjs';

const reason = () => sql("SELECT esito || ' ' || coalesce(motivo, '') FROM spid_registro WHERE tipo = 'risposta' ORDER BY id DESC LIMIT 1");
const plain = (text) => text.replace(/\s+/g, ' ');

/* ---- what is right ----------------------------------------------------------------------------- */
async function accepted(what, make, check = () => true) {
	const asked = await ask(), page = await post(asked, make(asked));
	const got = outcome(asked.client);
	ok(page.status === 303 && page.location === '/accesso/spid' && got !== '' && check(JSON.parse(got), page, asked), `taken: ${what}`,
		`${page.status} ${page.location} ${reason()} ${got}`);
}
await accepted('a signed Assertion in an unsigned Response', (a) => sign(answer(a).xml), (o, page) =>
	o.codice_fiscale === 'RSSMRA80A01F205X' && o.cognome === 'D\'Amico <b>&"Rossi"' && o.ritorno === '/self' && o.livello === 2 && o.idp === UNO &&
	page.headers['set-cookie'].some((c) => /^__Host-siz-spid-esito=[0-9a-f]{64}; Path=\/; Secure; HttpOnly; SameSite=Lax$/.test(c)));
await accepted('both signed', (a) => both(answer(a)));
await accepted('a higher level than was asked', (a) => sign(answer(a, { level: 3 }).xml), (o) => o.livello === 3);
await accepted('IssueInstant with a fraction of a second', (a) => sign(answer(a).xml.replace(/IssueInstant="([^"]+)Z"/g, 'IssueInstant="$1.123Z"')));
await accepted('no Format in the Issuer of the Response', (a) => sign(answer(a).xml.replace(/(<saml:Issuer xmlns[^>]*) Format="[^"]*"/, '$1')));
await accepted('IssueInstant equal to that of the request', (a) => { const t = /IssueInstant="([^"]+)"/.exec(a.xml)[1]; return sign(answer(a).xml.replace(/IssueInstant="[^"]+"/g, `IssueInstant="${t}"`)); });
await accepted('no email', (a) => { const { email, ...rest } = ATTRIBUTES; return sign(answer(a, { attributes: rest }).xml); }, (o) => o.email === null);
await accepted('attributes nobody asked for', (a) => sign(answer(a, { attributes: { ...ATTRIBUTES, gender: 'M' } }).xml));
await accepted('attributes without NameFormat and type', (a) => sign(answer(a).xml.replace(/ xsi:type="xs:string"/g, '')));
await accepted('a SessionIndex', (a) => sign(answer(a).xml.replace('<saml:AuthnStatement ', '<saml:AuthnStatement SessionIndex="_s1" ')), (o) => o.session_index === '_s1');
await accepted('SHA-512', (a) => sign(answer(a).xml.replace('rsa-sha256', 'rsa-sha512').replace('xmlenc#sha256', 'xmlenc#sha512')));
await accepted('KeyInfo with an empty X509Certificate', (a) => sign(answer(a).xml.replace('<ds:KeyInfo><ds:X509Data/></ds:KeyInfo>', '')).replace('</ds:SignatureValue>', '</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate></ds:X509Certificate></ds:X509Data></ds:KeyInfo>'));
await accepted('no KeyInfo', (a) => sign(answer(a).xml.replace('<ds:KeyInfo><ds:X509Data/></ds:KeyInfo>', '')));
await accepted('blanks and lines around values', (a) => sign(answer(a).xml.replace(`<saml:Audience>${ENTITY}`, `<saml:Audience>\n  ${ENTITY}  `).replace(`>${UNO}</saml:Issuer>`, `>\n ${UNO}\n</saml:Issuer>`)));
await accepted('an XML declaration', (a) => `<?xml version="1.0" encoding="UTF-8"?>\n${sign(answer(a).xml).replace(/^<\?xml[^>]*>\n?/, '')}`);

/* ---- what is not ----------------------------------------------------------------------------- */
async function refused(rule, what, make, { status = 403, client = null } = {}) {
	const asked = await ask();
	const before = Date.now();
	const page = await post(asked, make(asked), client ? { client } : {});
	const took = Date.now() - before;
	const why = reason();
	ok(page.status === status && why.startsWith(`rifiutata ${rule}`) && outcome(asked.client) === '' && /L’accesso con SPID non è riuscito\. Riprova/.test(plain(page.text)) && !page.location,
		`refused (${rule}): ${what}`, `${page.status} ${why}`);
	ok(took < 1000, `in time: ${what}`, `${took} ms`);
}
/* Change the text of a right answer, then sign both. */
const wrong = (from, to) => (asked) => {
	const a = answer(asked), xml = a.xml.replace(from, to);
	if (xml === a.xml)
		throw new Error(`nothing to change: ${from}`);
	return both({ ...a, xml });
};
/* The same, where the first <saml:Issuer> (of the Response) must be left alone. */
const inside = (from, to) => (asked) => {
	const a = answer(asked), cut = a.xml.indexOf('<saml:Assertion'), xml = a.xml.slice(0, cut) + a.xml.slice(cut).replace(from, to);
	if (xml === a.xml)
		throw new Error(`nothing to change in the Assertion: ${from}`);
	return both({ ...a, xml });
};
const root = (from, to) => (asked) => {
	const a = answer(asked), cut = a.xml.indexOf('<samlp:Status>'), xml = a.xml.slice(0, cut).replace(from, to) + a.xml.slice(cut);
	if (xml === a.xml)
		throw new Error(`nothing to change in the head: ${from}`);
	return sign(xml);
};

/* 5.2 Response */
await refused('5.2 ID', 'no ID', root(/ ID="[^"]*"/, ''));
await refused('5.2 ID', 'an empty ID', root(/ ID="[^"]*"/, ' ID=""'));
await refused('5.2 Version', 'no Version', root(' Version="2.0"', ''));
await refused('5.2 Version', 'Version 1.1', root('Version="2.0"', 'Version="1.1"'));
await refused('5.2 IssueInstant', 'no IssueInstant', root(/ IssueInstant="[^"]*"/, ''));
await refused('5.2 IssueInstant', 'an empty one', root(/ IssueInstant="[^"]*"/, ' IssueInstant=""'));
await refused('5.2 IssueInstant', 'one that is no instant', root(/IssueInstant="[^"]*"/, 'IssueInstant="2026-13-45 10:00"'));
await refused('5.2 IssueInstant', 'one that is not UTC', root(/(IssueInstant="[^"]*)Z"/, '$1+01:00"'));
await refused('5.2 IssueInstant', 'before the request', root(/IssueInstant="[^"]*"/, () => `IssueInstant="${at(-300)}"`));
await refused('5.2 IssueInstant', 'in the future', root(/IssueInstant="[^"]*"/, () => `IssueInstant="${at(300)}"`));
await refused('5.2 Destination', 'no Destination', root(/ Destination="[^"]*"/, ''));
await refused('5.2 Destination', 'an empty one', root(/ Destination="[^"]*"/, ' Destination=""'));
await refused('5.2 Destination', 'another address', root(`Destination="${ACS}"`, 'Destination="https://altrove.example/acs"'));
await refused('5.2 Destination', 'our address and a tail', root(`Destination="${ACS}"`, `Destination="${ACS}/"`));
await refused('5.2 Issuer', 'no Issuer', root(/<saml:Issuer.*?<\/saml:Issuer>/, ''));
await refused('5.2 Issuer', 'an empty one', root(`>${UNO}<`, '><'));
await refused('5.2 Issuer', 'the second known provider', root(`>${UNO}<`, `>${DUE}<`));
await refused('5.2 Issuer', 'an unknown one', root(`>${UNO}<`, '>https://altrove.example<'));
await refused('5.2 Issuer', 'another Format', root('nameid-format:entity', 'nameid-format:persistent'));
await refused('5.2 Issuer', 'an empty Format', root(/ Format="[^"]*"/, ' Format=""'));
await refused('5.1', 'no Status', wrong(/<samlp:Status>.*?<\/samlp:Status>/, ''));
await refused('5.1', 'no StatusCode', wrong(/<samlp:StatusCode[^>]*>/, ''));
await refused('5.1', 'an Assertion without Success', wrong('status:Success', 'status:Responder'));
await refused('5.2 Status', 'no StatusCode and no Assertion', (asked) => answer(asked).xml.replace(/<saml:Assertion .*<\/saml:Assertion>/, '').replace(/<samlp:StatusCode[^>]*>/, ''));
await refused('5.2 Status', 'no Status and no Assertion', (asked) => answer(asked).xml.replace(/<saml:Assertion .*<\/saml:Assertion>/, '').replace(/<samlp:Status>.*<\/samlp:Status>/, ''));

/* 5.3 signatures */
await refused('5.3 the Assertion', 'nothing signed', (asked) => answer(asked).xml.replace(/<ds:Signature.*?<\/ds:Signature>/, ''));
await refused('5.3 the Assertion', 'only the Response signed', (asked) => { const a = answer(asked); return sign(signable({ ...a, xml: a.xml.replace(/<ds:Signature.*?<\/ds:Signature>/, '') }), 'uno', ['/*']); });
await refused('5.3 signature of the Assertion', 'the key of the second known provider', (asked) => sign(answer(asked).xml, 'due'));
await refused('5.3 signature of the Assertion', 'a stranger\'s key, in KeyInfo', (asked) => sign(answer(asked).xml, 'estraneo'));
await refused('5.3 signature of the Response', 'the Response signed by a stranger', (asked) => { const a = answer(asked), one = sign(a.xml); return sign(one.replace(/<\/saml:Issuer>\s*<samlp:Status>/, `</saml:Issuer>${template(a.rid)}<samlp:Status>`), 'estraneo', ['/*']); });
await refused('5.3 signature of the Assertion', 'a value changed afterwards', (asked) => sign(answer(asked).xml).replace('>Mario<', '>Maria<'));
await refused('5.3 signature of the Response', 'the Response changed afterwards', (asked) => both(answer(asked)).replace(' Version="2.0"', ' Version="2.0" Consent="urn:altro"'));
await refused('5.3 signature algorithm', 'RSA with SHA-1', (asked) => sign(answer(asked).xml.replace('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1')));
await refused('5.3 digest algorithm', 'digest SHA-1', (asked) => sign(answer(asked).xml.replace('http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1')));
await refused('5.3 canonicalization', 'inclusive C14N', (asked) => sign(answer(asked).xml.replace('<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>', '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>')));
await refused('5.3 transforms', 'inclusive C14N as transform', (asked) => sign(answer(asked).xml.replace('<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>', '<ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>')));
await refused('5.3 transforms', 'three transforms', (asked) => sign(answer(asked).xml.replace(/<ds:Transform Algorithm="http:\/\/www.w3.org\/2001\/10\/xml-exc-c14n#"\/>/, '$&$&')));

/* 5.4 Assertion */
await refused('5.3 Reference', 'no ID of the Assertion', (asked) => sign(answer(asked).xml).replace(/(<saml:Assertion [^>]*) ID="[^"]*"/, '$1'));
await refused('5.4 Version', 'no Version', inside(' Version="2.0"', ''));
await refused('5.4 Version', 'Version 3.0', inside('Version="2.0"', 'Version="3.0"'));
for (const [what, to] of [['no IssueInstant', () => ''], ['an empty one', () => ' IssueInstant=""'], ['no instant', () => ' IssueInstant="ieri"'], ['before the request', () => ` IssueInstant="${at(-300)}"`], ['in the future', () => ` IssueInstant="${at(300)}"`]])
	await refused('5.4 IssueInstant', what, inside(/ IssueInstant="[^"]*"/, to));
await refused('5.4 Issuer', 'no Issuer', inside(/<saml:Issuer.*?<\/saml:Issuer>/, ''));
await refused('5.4 Issuer', 'an empty one', inside(`>${UNO}</saml:Issuer>`, '></saml:Issuer>'));
await refused('5.4 Issuer', 'the second known provider', inside(`>${UNO}</saml:Issuer>`, `>${DUE}</saml:Issuer>`));
await refused('5.4 Issuer', 'no Format', inside(/<saml:Issuer Format="[^"]*">/, '<saml:Issuer>'));
await refused('5.4 Issuer', 'an empty Format', inside(/<saml:Issuer Format="[^"]*">/, '<saml:Issuer Format="">'));
await refused('5.4 Issuer', 'another Format', inside(/<saml:Issuer Format="[^"]*">/, '<saml:Issuer Format="urn:altro">'));
await refused('5.4 NameID', 'no Subject', inside(/<saml:Subject>.*<\/saml:Subject>/, ''));
await refused('5.4 NameID', 'no NameID', inside(/<saml:NameID.*<\/saml:NameID>/, ''));
await refused('5.4 NameID', 'an empty NameID', inside(/(<saml:NameID[^>]*>).*<\/saml:NameID>/, '$1</saml:NameID>'));
await refused('5.4 Format', 'no Format of the NameID', inside(/<saml:NameID Format="[^"]*"/, '<saml:NameID'));
await refused('5.4 Format', 'an empty Format', inside(/<saml:NameID Format="[^"]*"/, '<saml:NameID Format=""'));
await refused('5.4 Format', 'persistent', inside('nameid-format:transient', 'nameid-format:persistent'));
await refused('5.4 NameQualifier', 'no NameQualifier', inside(/ NameQualifier="[^"]*"/, ''));
await refused('5.4 NameQualifier', 'an empty one', inside(/ NameQualifier="[^"]*"/, ' NameQualifier=""'));
await refused('5.4 SubjectConfirmation', 'no SubjectConfirmation', inside(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/, ''));
await refused('5.4 SubjectConfirmation', 'two of them', inside(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/, '$&$&'));
await refused('5.4 Method', 'no Method', inside(/ Method="[^"]*"/, ''));
await refused('5.4 Method', 'holder of key', inside('cm:bearer', 'cm:holder-of-key'));
await refused('5.4 SubjectConfirmationData', 'no SubjectConfirmationData', inside(/<saml:SubjectConfirmationData[^>]*>/, ''));
await refused('5.4 Recipient', 'no Recipient', inside(/ Recipient="[^"]*"/, ''));
await refused('5.4 Recipient', 'an empty one', inside(/ Recipient="[^"]*"/, ' Recipient=""'));
await refused('5.4 Recipient', 'another address', inside(/Recipient="[^"]*"/, 'Recipient="https://altrove.example/acs"'));
await refused('5.4 InResponseTo', 'no InResponseTo in the Assertion', inside(/ InResponseTo="[^"]*"/, ''));
await refused('5.4 InResponseTo', 'another request', inside(/InResponseTo="[^"]*"/, 'InResponseTo="_altra"'));
await refused('5.4 NotOnOrAfter', 'no NotOnOrAfter', inside(/ NotOnOrAfter="[^"]*" Recipient/, ' Recipient'));
await refused('5.4 NotOnOrAfter', 'one that is no instant', inside(/NotOnOrAfter="[^"]*" Recipient/, 'NotOnOrAfter="domani" Recipient'));
await refused('5.4 SubjectConfirmationData expired', 'expired', inside(/NotOnOrAfter="[^"]*" Recipient/, () => `NotOnOrAfter="${at(-90)}" Recipient`));
await refused('5.4 Conditions', 'no Conditions', inside(/<saml:Conditions.*<\/saml:Conditions>/, ''));
await refused('5.4 NotBefore', 'no NotBefore', inside(/ NotBefore="[^"]*"/, ''));
await refused('5.4 NotBefore', 'an empty one', inside(/ NotBefore="[^"]*"/, ' NotBefore=""'));
await refused('5.4 Conditions not yet', 'valid in the future', inside(/NotBefore="[^"]*"/, () => `NotBefore="${at(120)}"`));
await refused('5.4 NotOnOrAfter of the Conditions', 'no NotOnOrAfter', inside(/(<saml:Conditions[^>]*) NotOnOrAfter="[^"]*"/, '$1'));
await refused('5.4 Conditions expired', 'expired', inside(/(<saml:Conditions[^>]* NotOnOrAfter=)"[^"]*"/, (_, head) => `${head}"${at(-90)}"`));
await refused('5.4 AudienceRestriction', 'no AudienceRestriction', inside(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, ''));
await refused('5.4 Audience', 'no Audience', inside(/<saml:Audience>.*<\/saml:Audience>/, ''));
await refused('5.4 Audience', 'another audience', inside(`<saml:Audience>${ENTITY}`, '<saml:Audience>https://altrove.example'));
await refused('5.4 Audience', 'a second restriction that leaves us out', inside('</saml:AudienceRestriction>', '</saml:AudienceRestriction><saml:AudienceRestriction><saml:Audience>https://altrove.example</saml:Audience></saml:AudienceRestriction>'));
await refused('5.4 AuthnStatement', 'no AuthnStatement', inside(/<saml:AuthnStatement.*<\/saml:AuthnStatement>/, ''));
await refused('5.4 AuthnInstant', 'no AuthnInstant', inside(/ AuthnInstant="[^"]*"/, ''));
await refused('5.4 AuthnContextClassRef', 'no AuthnContext', inside(/<saml:AuthnContext>.*<\/saml:AuthnContext>/, ''));
await refused('5.4 AuthnContextClassRef', 'an empty one', inside('https://www.spid.gov.it/SpidL2', ''));
await refused('5.4 AuthnContextClassRef', 'an old URN', inside('https://www.spid.gov.it/SpidL2', 'urn:oasis:names:tc:SAML:2.0:ac:classes:SpidL2'));
await refused('5.4 AuthnContextClassRef', 'level 4', inside('SpidL2', 'SpidL4'));
await refused('5.4 level', 'a lower level', inside('SpidL2', 'SpidL1'));
await refused('5.4 AttributeStatement', 'no AttributeStatement', inside(/<saml:AttributeStatement>.*<\/saml:AttributeStatement>/, ''));
await refused('5.4 AttributeStatement', 'an empty one', inside(/<saml:AttributeStatement>.*<\/saml:AttributeStatement>/, '<saml:AttributeStatement></saml:AttributeStatement>'));
await refused('5.4 Name', 'an Attribute without Name', inside('<saml:Attribute Name="name">', '<saml:Attribute>'));
await refused('5.4 AttributeValue', 'an Attribute without value', inside(/(<saml:Attribute Name="name">).*?<\/saml:Attribute>/, '$1</saml:Attribute>'));
await refused('5.4 AttributeValue', 'an empty value', inside('>Mario<', '><'));
await refused('5.4 AttributeValue', 'an element inside a value', inside('>Mario<', '>Mario<b xmlns="">x</b><'));
for (const name of ['spidCode', 'name', 'familyName', 'fiscalNumber'])
	await refused('5.4 a required', `no ${name}`, inside(new RegExp(`<saml:Attribute Name="${name}">.*?</saml:Attribute>`), ''));
await refused('5.4 an Attribute twice', 'two codici fiscali', inside(/<saml:Attribute Name="fiscalNumber">.*?<\/saml:Attribute>/, '$&$&'));
await refused('9 fiscalNumber', 'a wrong control character', inside('TINIT-RSSMRA80A01F205X', 'TINIT-RSSMRA80A01F205Y'));
await refused('9 fiscalNumber', 'of another country', inside('TINIT-', 'TINDE-'));

/* ---- 5.5 replay, foreign session, unsolicited ------------------------------------------------- */
{
	const log = () => sql("SELECT count(*) FROM spid_registro WHERE tipo = 'risposta'");
	const asked = await ask(), xml = both(answer(asked));
	ok((await post(asked, xml)).status === 303, '5.5: the first time it is taken');
	const token = outcome(asked.client);
	ok(token !== '', '5.5: and leaves an outcome');
	const rows = log();
	ok((await post(asked, xml)).status === 403 && log() === rows, '5.5: a second time the same answer is refused: its request is used up');
	const again = await ask(asked.client);
	const other = sign(answer(again).xml);
	ok((await post(again, other)).status === 303, '5.5: a new login in the same browser works');

	const third = await ask(), reused = answer(third, { aid: /ID="(_[0-9a-f]+)" Version="2.0" IssueInstant="[^"]+"><saml:Issuer Format/.exec(xml)[1] });
	ok((await post(third, sign(reused.xml))).status === 403 && reason() === 'rifiutata 5.5 Assertion seen before', '5.5: an Assertion ID is taken once', reason());

	const first = await ask();
	ok((await post(first, 'garbage')).status === 400, '5.5: garbage is refused');
	ok((await post(first, sign(answer(first).xml))).status === 303, '5.5: and uses up no request of anybody');
	const wrongly = await ask();
	ok((await post(wrongly, answer(wrongly).xml)).status === 403 && (await post(wrongly, sign(answer(wrongly).xml))).status === 403, '5.5: a refused answer uses its request up');

	const mine = await ask(), foreign = new Client();
	ok((await post(mine, sign(answer(mine).xml), { client: foreign })).status === 403 && reason() === 'rifiutata 5.5 another browser', '5.5: the answer of another browser without our cookie is refused', reason());
	const victim = await ask(), attacker = await ask();
	ok((await post(attacker, sign(answer(attacker).xml), { client: victim.client })).status === 403 && reason() === 'rifiutata 5.5 another browser', '5.5: nor is somebody logged in with the answer of another', reason());

	const unknown = await ask();
	ok((await post(unknown, sign(answer({ ...unknown, id: '_inventata' }).xml))).status === 403, '5.5: an answer that nobody asked for is refused');
	ok((await post(unknown, sign(answer(unknown).xml.replace(/(<samlp:Response[^>]*) InResponseTo="[^"]*"/, '$1')))).status === 403, '5.2: so is one without InResponseTo');

	const late = await ask();
	sql(`UPDATE spid_richiesta SET creata_il = now() - interval '10 minutes' WHERE id = '${late.id}'`);
	ok((await post(late, sign(answer(late).xml))).status === 403, '4: a request lives ten minutes');

	for (const relay of [null, '', 'altro']) {
		const a = await ask();
		ok((await post(a, sign(answer(a).xml), { relay })).status === 403 && reason() === 'rifiutata 4 RelayState', `4: RelayState ${JSON.stringify(relay)} is refused`, reason());
	}
}
end();
