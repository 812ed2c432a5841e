/*
 * A provider that can lie: it writes answers by hand, changes them as a test likes, before or after
 * xmlsec1 has signed them, and carries them to the ACS as a browser would.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { inflateRawSync, deflateRawSync } from 'node:zlib';
import { BASE, Client } from '../http/client.mjs';

export const UNO = 'https://uno.example/idp', DUE = 'https://due.example/idp';
export const ACS = `${BASE}/spid/acs`, SLO = `${BASE}/spid/esci`, ENTITY = `${BASE}/spid/metadata`;
const folder = process.env.GESTORI;
export const id = () => `_${randomBytes(16).toString('hex')}`;
export const at = (seconds) => new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');

export const sql = (text) => execFileSync('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-U', 'postgres', '-c', text], { encoding: 'utf8' }).trim();

/* Start a login: {client, id, xml, relay, url, query}. */
export async function ask(client = new Client(), idp = UNO, path = '/self') {
	const page = await client.get(`/spid/accesso?idp=${encodeURIComponent(idp)}&ritorno=${encodeURIComponent(path)}`);
	if (page.status !== 302)
		throw new Error(`/spid/accesso answered ${page.status}`);
	const url = new URL(page.location);
	const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest'), 'base64')).toString();
	return { client, idp, page, url, xml, id: /ID="([^"]+)"/.exec(xml)[1], relay: url.searchParams.get('RelayState') };
}

export const template = (reference, { method = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', digest = 'http://www.w3.org/2001/04/xmlenc#sha256', info = '<ds:KeyInfo><ds:X509Data/></ds:KeyInfo>' } = {}) =>
	`<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod Algorithm="${method}"/><ds:Reference URI="#${reference}"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms><ds:DigestMethod Algorithm="${digest}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/>${info}</ds:Signature>`;

const attribute = (name, value) => `<saml:Attribute Name="${name}"><saml:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">${value}</saml:AttributeValue></saml:Attribute>`;
export const ATTRIBUTES = { spidCode: 'UNOX0000000001', name: 'Mario', familyName: 'D&apos;Amico &lt;b>&amp;&quot;Rossi&quot;', fiscalNumber: 'TINIT-RSSMRA80A01F205X', email: 'mario@example.org' };

/* A right answer, not yet signed.  {rid, aid} are the IDs that it used. */
export function answer(asked, { level = 2, attributes = ATTRIBUTES, rid = id(), aid = id() } = {}) {
	const assertion = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${aid}" Version="2.0" IssueInstant="${at(0)}"><saml:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${asked.idp}</saml:Issuer>${template(aid)}<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" NameQualifier="${asked.idp}">${id()}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${asked.id}" NotOnOrAfter="${at(300)}" Recipient="${ACS}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${at(-5)}" NotOnOrAfter="${at(300)}"><saml:AudienceRestriction><saml:Audience>${ENTITY}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${at(-2)}"><saml:AuthnContext><saml:AuthnContextClassRef>https://www.spid.gov.it/SpidL${level}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${Object.entries(attributes).map(([n, v]) => attribute(n, v)).join('')}</saml:AttributeStatement></saml:Assertion>`;
	const xml = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${rid}" Version="2.0" IssueInstant="${at(0)}" InResponseTo="${asked.id}" Destination="${ACS}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${asked.idp}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${assertion}</samlp:Response>`;
	return { xml, rid, aid };
}

/* Put the template of a signature behind the Issuer of the Response. */
export const signable = ({ xml, rid }) => xml.replace('</saml:Issuer>', `</saml:Issuer>${template(rid)}`);

let number = 0;
/* Sign every <ds:Signature> that is still empty below the elements that `paths` name, in order. */
export function sign(xml, key = 'uno', paths = ["//*[local-name()='Assertion']"]) {
	let file = `${folder}/m${++number}.xml`;
	writeFileSync(file, xml);
	for (const path of paths) {
		const out = `${folder}/m${++number}.xml`;
		execFileSync('xmlsec1', ['--sign', '--privkey-pem', `${folder}/${key}.key,${folder}/${key}.crt`, '--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion',
			'--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:protocol:Response', '--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:protocol:LogoutRequest',
			'--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:protocol:LogoutResponse', '--node-xpath', `${path}/*[local-name()='Signature']`, '--output', out, file], { stdio: 'pipe' });
		file = out;
	}
	return readFileSync(file, 'utf8');
}
export const both = (a, key = 'uno') => sign(signable(a), key, ["//*[local-name()='Assertion']", '/*']);

/* Carry an answer to the ACS, from another site, as its page does. */
export function post(asked, xml, { relay = asked.relay, client = asked.client, raw = null } = {}) {
	return client.post('/spid/acs', { SAMLResponse: raw ?? Buffer.from(xml).toString('base64'), ...(relay === null ? {} : { RelayState: relay }) },
		{ origin: new URL(asked.idp).origin, 'sec-fetch-site': 'cross-site' });
}

/* What siz web would get for the token in the cookie. */
export function outcome(client) {
	const token = client.cookies.get('__Host-siz-spid-esito');
	return token ? sql(`SET ROLE siz_web; SELECT row_to_json(e) FROM spid_esito_prendi('${token}') e`) : '';
}

/* The query of a redirect, signed with openssl. */
export function signed_query(fields, key = 'uno', algorithm = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', digest = '-sha256') {
	const query = Object.entries({ ...fields, SigAlg: algorithm }).map(([n, v]) => `${n}=${encodeURIComponent(v)}`).join('&');
	const signature = execFileSync('openssl', ['dgst', digest, '-sign', `${folder}/${key}.key`], { input: query });
	return `${query}&Signature=${encodeURIComponent(signature.toString('base64'))}`;
}
export const packed = (xml) => deflateRawSync(Buffer.from(xml)).toString('base64');
