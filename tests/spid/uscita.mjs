/*
 * Single logout in both directions by both bindings (7), and the anomalies (6).
 */
import { ok, end, Client } from '../http/client.mjs';
import { inflateRawSync } from 'node:zlib';
import { UNO, DUE, SLO, ENTITY, ask, answer, sign, template, post, outcome, sql, id, at, packed, signed_query } from './gestore.mjs';

const plain = (text) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const T = (n) => `L’accesso con SPID non è riuscito per un problema tecnico del servizio. Riprova più tardi; se il problema continua, segnalalo all’assistenza indicando il codice ${n}.`;
const GENERIC = 'L’accesso con SPID non è riuscito. Riprova; se il problema continua, rivolgiti all’assistenza.';
const texts = {
	19: 'Accesso non riuscito: le credenziali inserite sono errate e hai superato il numero di tentativi consentito. Verifica le credenziali con il tuo gestore SPID e riprova.',
	20: 'Le tue credenziali SPID non sono del livello richiesto da questo servizio (livello 2). Chiedi al tuo gestore come ottenere credenziali del livello adeguato.',
	21: 'Il tempo a disposizione per l’accesso è scaduto. Riprova completando l’accesso entro il tempo previsto.',
	22: 'Non hai dato il consenso all’invio dei tuoi dati: senza quei dati non è possibile accedere al servizio.',
	23: 'La tua identità SPID risulta sospesa o revocata, oppure le credenziali sono bloccate. Rivolgiti al tuo gestore SPID.',
	24: GENERIC,
	25: 'Hai annullato l’accesso con SPID.',
	30: 'L’identità SPID usata è di un tipo diverso da quello richiesto da questo servizio. Accedi con un’identità SPID di persona fisica.',
};
for (const n of ['08', '09', 11, 12, 13, 14, 15, 16, 17, 18])
	texts[n] = T(n);

/* ---- 6 ---------------------------------------------------------------------------------------------- */
const failed = (asked, message, status = 'Responder') => answer(asked).xml.replace(/<saml:Assertion [\s\S]*<\/saml:Assertion>/, '')
	.replace(/<samlp:Status>.*<\/samlp:Status>/, `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode><samlp:StatusMessage>${message}</samlp:StatusMessage></samlp:Status>`);
for (const [nr, text] of Object.entries(texts)) {
	const asked = await ask(), page = await post(asked, failed(asked, `ErrorCode nr${nr}`));
	ok(page.status === 403 && plain(page.text).includes(text) && plain(page.text).includes(`anomalia SPID ${nr}`) && />Riprova</.test(page.text) && />Torna alla pagina iniziale</.test(page.text),
		`anomaly ${nr}: its text, its number, status 403`, `${page.status} ${plain(page.text).slice(-500)}`);
	ok(sql("SELECT esito || anomalia FROM spid_registro WHERE tipo = 'risposta' ORDER BY id DESC LIMIT 1") === `anomalia${Number(nr)}`, `anomaly ${nr} is in the register`);
}
{
	const asked = await ask(), page = await post(asked, failed(asked, 'ErrorCode nr8'));
	ok(plain(page.text).includes(T('08')), 'anomaly 8 with one digit');
}
for (const message of ['ErrorCode nr26', 'ErrorCode nr1', 'ErrorCode nr99', 'ErrorCode nr123', 'ErrorCode nr', 'Qualcosa &lt;script&gt;alert(1)&lt;/script&gt;', '']) {
	const asked = await ask(), page = await post(asked, failed(asked, message));
	ok(page.status === 403 && plain(page.text).includes(GENERIC) && !/alert\(1\)|ErrorCode/.test(page.text), `an unknown number, or none, has the generic text: ${message}`, page.status);
}

/* ---- 7, ours ------------------------------------------------------------------------------------------- */
async function login(index = '_indice', idp = UNO, key = 'uno') {
	const asked = await ask(new Client(), idp), name = id();
	let { xml } = answer(asked);
	xml = xml.replace(/(<saml:NameID[^>]*>).*?<\/saml:NameID>/, `$1${name}</saml:NameID>`);
	if (index)
		xml = xml.replace('<saml:AuthnStatement ', `<saml:AuthnStatement SessionIndex="${index}" `);
	await post(asked, sign(xml, key));
	const got = JSON.parse(outcome(asked.client));
	/* a session as siz web makes them for who enters with SPID */
	const session = sql(`WITH s AS (INSERT INTO sessione (impronta, operatore_id, fase, inattivita, scade_il) SELECT sha256('${name}'), min(id), 'scelta_servizio', '30 minutes', now() + interval '10 hours' FROM operatore RETURNING id)
		INSERT INTO sessione_spid SELECT id, '${got.idp}', '${got.name_id}', nullif('${got.session_index ?? ''}', ''), ${got.spid_registro_id} FROM s RETURNING sessione_id`);
	return { client: asked.client, name, index, session, idp, open: () => sql(`SELECT chiusa_il IS NULL FROM sessione WHERE id = ${session}`) === 't' };
}
async function leave(l) {
	const token = id();
	sql(`SET ROLE siz_web; SELECT spid_uscita_lascia('${token}', '${l.idp}', '${l.name}', '${l.index ?? ''}')`);
	return l.client.get(`/spid/esci?u=${token}`);
}
const request_of = (page) => { const url = new URL(page.headers.refresh.replace('0; url=', '')); return { url, xml: inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest'), 'base64')).toString(), relay: url.searchParams.get('RelayState') }; };
const response = (to, { status = 'Success', idp = UNO, destination = SLO, instant = at(0), extra = '' } = {}) =>
	`<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${id()}" Version="2.0" IssueInstant="${instant}" Destination="${destination}" InResponseTo="${to}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${idp}</saml:Issuer>${extra}<samlp:Status>${status === 'Success' ? '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>' : '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Requester"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:PartialLogout"/></samlp:StatusCode>'}</samlp:Status></samlp:LogoutResponse>`;
const cross = { origin: 'https://uno.example', 'sec-fetch-site': 'cross-site' };

{
	const l = await login(), out = await leave(l), r = request_of(out);
	ok(out.status === 200 && out.headers.refresh.startsWith('0; url=https://uno.example/slo?SAMLRequest=') && /href="https:\/\/uno\.example\/slo\?SAMLRequest=/.test(out.text), '7: a LogoutRequest leaves', out.headers.refresh);
	ok(new RegExp(`<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" NameQualifier="${UNO}">${l.name}</saml:NameID><samlp:SessionIndex>_indice</samlp:SessionIndex>`).test(r.xml), '7: with NameID and SessionIndex as received', r.xml);
	ok(/Destination="https:\/\/uno\.example\/slo"/.test(r.xml) && r.xml.includes(`Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" NameQualifier="${ENTITY}">${ENTITY}</saml:Issuer>`), '7: Destination and Issuer', r.xml);
	const rid = / ID="([^"]+)"/.exec(r.xml)[1];
	for (const [what, query] of [['unsigned', `SAMLResponse=${encodeURIComponent(packed(response(rid)))}`], ['signed by another provider', signed_query({ SAMLResponse: packed(response(rid)) }, 'due')],
		['for another address', signed_query({ SAMLResponse: packed(response(rid, { destination: 'https://altrove.example' })) })], ['old', signed_query({ SAMLResponse: packed(response(rid, { instant: at(-3600) })) })],
		['with SHA-1', signed_query({ SAMLResponse: packed(response(rid)) }, 'uno', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', '-sha1')],
		['twice in one query', `${signed_query({ SAMLResponse: packed(response(rid)) })}&SAMLResponse=x`], ['of the second provider for the first', signed_query({ SAMLResponse: packed(response('_boh', { idp: DUE })) }, 'due')]])
		ok((await l.client.get(`/spid/esci?${query}`, cross)).status === 403, `7: an answer ${what} is refused`);
	const done = await l.client.get(`/spid/esci?${signed_query({ SAMLResponse: packed(response(rid)), RelayState: r.relay })}`, cross);
	ok(done.status === 303 && done.location === '/self?uscita=1', '7: the provider\'s answer ends at /self', `${done.status} ${done.location}`);
	ok((await l.client.get(`/spid/esci?${signed_query({ SAMLResponse: packed(response(rid)) })}`, cross)).status === 403, '7: once');
	ok((await l.client.get('/spid/esci?u=inventato')).location === '/self?uscita=1', '7: a token nobody left just ends');
	ok((await l.client.get('/spid/esci')).status === 400, '7: nothing is no message');
}
{
	const l = await login(), r = request_of(await leave(l)), rid = / ID="([^"]+)"/.exec(r.xml)[1], one = id();
	const xml = sign(response(rid, { extra: template(one) }).replace(/ ID="[^"]+"/, ` ID="${one}"`), 'uno', ['/*']);
	const done = await l.client.post('/spid/esci', { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: r.relay }, cross);
	ok(done.status === 303 && done.location === '/self?uscita=1', '7: the answer by POST', `${done.status}`);
}
{
	const l = await login(), r = request_of(await leave(l)), rid = / ID="([^"]+)"/.exec(r.xml)[1];
	const done = await l.client.get(`/spid/esci?${signed_query({ SAMLResponse: packed(response(rid, { status: 'Partial' })) })}`, cross);
	ok(done.status === 200 && /in altri siti potresti risultare ancora dentro/.test(plain(done.text)), '7: PartialLogout is told', `${done.status}`);
}
{
	const l = await login(null);
	ok((await leave(l)).location === '/self?uscita=1', '7: at level 2 without SessionIndex there is nothing to close at the provider');
}

/* ---- 7, the provider's --------------------------------------------------------------------------------- */
const asking = (l, { idp = l.idp, index = l.index, destination = SLO, instant = at(0), extra = '', rid = id() } = {}) =>
	`<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${rid}" Version="2.0" IssueInstant="${instant}" Destination="${destination}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" NameQualifier="${idp}">${idp}</saml:Issuer>${extra}<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" NameQualifier="${idp}">${l.name}</saml:NameID>${index ? `<samlp:SessionIndex>${index}</samlp:SessionIndex>` : ''}</samlp:LogoutRequest>`;
{
	const l = await login(), visitor = new Client();
	for (const [what, query] of [['unsigned', `SAMLRequest=${encodeURIComponent(packed(asking(l)))}`], ['of another provider', signed_query({ SAMLRequest: packed(asking(l)) }, 'due')],
		['for another address', signed_query({ SAMLRequest: packed(asking(l, { destination: 'https://altrove.example' })) })], ['old', signed_query({ SAMLRequest: packed(asking(l, { instant: at(-3600) })) })],
		['of the future', signed_query({ SAMLRequest: packed(asking(l, { instant: at(3600) })) })], ['of a stranger', signed_query({ SAMLRequest: packed(asking(l, { idp: 'https://estraneo.example' })) }, 'estraneo')],
		['with another divider', signed_query({ SAMLRequest: packed(asking(l)) }).replace('&SigAlg', ';SigAlg')]])
		ok((await visitor.get(`/spid/esci?${query}`, cross)).status === 403 && l.open(), `7: a request ${what} closes nothing`);
	const rid = id(), page = await visitor.get(`/spid/esci?${signed_query({ SAMLRequest: packed(asking(l, { rid })), RelayState: 'opaco' })}`, cross);
	const url = new URL(page.location), xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLResponse'), 'base64')).toString();
	ok(!l.open(), '7: the provider closes the session, without any cookie of ours');
	ok(page.status === 302 && page.location.startsWith('https://uno.example/slo-risposta?'), '7: the answer goes to its ResponseLocation', page.location);
	ok(xml.includes(`InResponseTo="${rid}"`) && xml.includes('status:Success') && url.searchParams.get('RelayState') === 'opaco' && url.searchParams.get('SigAlg').endsWith('rsa-sha256'), '7: Success, InResponseTo, RelayState, signed', xml);
	const again = await visitor.get(`/spid/esci?${signed_query({ SAMLRequest: packed(asking(l)) })}`, cross);
	ok(again.status === 302 && inflateRawSync(Buffer.from(new URL(again.location).searchParams.get('SAMLResponse'), 'base64')).toString().includes('status:Success'), '7: Success also when it was closed before');
}
{
	const a = await login('_a'), b = await login('_b'), rid = id(), visitor = new Client();
	sql(`UPDATE sessione_spid SET name_id = '${a.name}' WHERE sessione_id = ${b.session}`);
	const xml = sign(asking(a, { rid, extra: template(rid) }), 'uno', ['/*']);
	const page = await visitor.post('/spid/esci', { SAMLRequest: Buffer.from(xml).toString('base64') }, cross);
	ok(page.status === 200 && /action="https:\/\/uno\.example\/slo"/.test(page.text) && /name="SAMLResponse"/.test(page.text) && !a.open() && b.open(), '7: by POST; an index closes its own session', `${page.status}`);
	ok(/form-action https:\/\/uno\.example;/.test(page.headers['content-security-policy']), '7: the page may post to the provider only', page.headers['content-security-policy']);
	const wrapped = sign(asking(a, { rid: id(), index: null, extra: template('X') }).replace(/ ID="[^"]+"/, ' ID="X"'), 'uno', ['/*']);
	ok((await visitor.post('/spid/esci', { SAMLRequest: Buffer.from(wrapped.replace(a.name, b.name)).toString('base64') }, cross)).status === 403 && b.open(), '7: a changed request closes nothing');
	ok((await visitor.post('/spid/esci', { SAMLRequest: Buffer.from(wrapped).toString('base64') }, cross)).status === 200 && !b.open(), '7: no index closes all sessions of that name');
}
ok(sql("SELECT string_agg(DISTINCT tipo, ',' ORDER BY tipo) FROM spid_registro") === 'richiesta,risposta,sessione,uscita_richiesta,uscita_risposta', 'all kinds of message are in the register');
end();
