/*
 * A stand-in for PDND, ANPR and the check of the codice fiscale, for `make run` and the tests: the same
 * interface over TLS, every signature checked, invented people.  It shares no code with the program
 * that it answers: node's own crypto against libcjose.
 *
 *   node deploy/prova/pdnd.mjs SETTINGS.json
 *
 * SETTINGS: {porta, certificato, chiave, cliente, kid, chiave_cliente (public), chiave_fornitore
 * (private), scopi: {C030: uuid ...}, persone, pronto (file written when it listens), lentezza (s)}.
 * A person's `prova` says what goes wrong with it (pdnd-persone.json).  GET /prova/conteggi tells what
 * came in, POST /prova/giu and /prova/su make everything answer 503 until further notice.
 */
import https from 'node:https';
import { createHash, createPrivateKey, createPublicKey, createSign, createVerify, generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const clientKey = createPublicKey(readFileSync(settings.chiave_cliente));
const providerKey = createPrivateKey(readFileSync(settings.chiave_fornitore));
const strangerKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const people = JSON.parse(readFileSync(settings.persone, 'utf8'));
const AUDIENCE = 'auth.uat.interop.pagopa.it/client-assertion';
const seen = new Set(), turns = new Map(), counts = { voucher: 0, rifiuti: [], servizi: {} };
let down = false;

/* ---- tokens ---- */

const b64 = (data) => Buffer.from(data).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const sha = (data, form) => createHash('sha256').update(data).digest(form);

function sign(claims, key = providerKey) {
	const head = `${b64(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: 'fornitore' }))}.${b64(JSON.stringify(claims))}`;
	return `${head}.${createSign('RSA-SHA256').update(head).sign(key, 'base64url')}`;
}

class Refused extends Error {
	constructor(status, title, detail) {
		super(detail);
		Object.assign(this, { status, title });
	}
}

/* The claims of a token that holds; what is wrong is said in the words of the gateway. */
function verify(token, key, what, refuse) {
	const parts = String(token ?? '').split('.');
	if (parts.length !== 3 || parts.some((part) => !/^[A-Za-z0-9_-]+$/.test(part)))
		throw refuse(`${what}: not three parts of base64url`);
	const header = JSON.parse(Buffer.from(parts[0], 'base64url'));
	if (header.alg !== 'RS256' || header.typ !== 'JWT')
		throw refuse(`${what}: alg ${header.alg}`);
	if (!createVerify('RSA-SHA256').update(`${parts[0]}.${parts[1]}`).verify(key, parts[2], 'base64url'))
		throw refuse(`${what}: the signature does not hold`);
	const claims = JSON.parse(Buffer.from(parts[1], 'base64url'));
	if (!(claims.exp > now()) || !(claims.iat <= now()) || (claims.nbf !== undefined && !(claims.nbf <= now())) || claims.exp - claims.iat > 600)
		throw refuse(`${what}: times`);
	return { header, claims };
}

function ours(token, what, refuse) {
	const { header, claims } = verify(token, clientKey, what, refuse);
	if (header.kid !== settings.kid || claims.iss !== settings.cliente || claims.sub !== settings.cliente)
		throw refuse(`${what}: kid, iss or sub`);
	if (!/^[0-9a-f-]{36}$/.test(claims.jti ?? ''))
		throw refuse(`${what}: jti`);
	return claims;
}

function once(claims, what, refuse) {
	if (seen.has(claims.jti))
		throw refuse(`${what}: jti used before`);
	seen.add(claims.jti);
}

/* ---- the voucher ---- */

function voucher(request, body) {
	const refuse = (detail) => new Refused(400, 'invalid_request', detail);
	const form = new URLSearchParams(body.toString('latin1'));
	if (request.headers['content-type'] !== 'application/x-www-form-urlencoded' || form.get('grant_type') !== 'client_credentials' ||
	    form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' || form.get('client_id') !== settings.cliente)
		throw refuse('form of the request');
	const claims = ours(form.get('client_assertion'), 'client assertion', refuse);
	once(claims, 'client assertion', refuse);
	const service = Object.keys(settings.scopi).find((code) => settings.scopi[code] === claims.purposeId);
	if (claims.aud !== AUDIENCE || !service)
		throw refuse('aud or purposeId');
	if (service !== 'VCF' && (claims.digest?.alg !== 'SHA256' || !/^[0-9a-f]{64}$/.test(claims.digest?.value)))
		throw refuse('digest');
	counts.voucher++;
	const token = sign({ iss: 'prova', aud: service, eserviceId: service, purposeId: claims.purposeId, digest: claims.digest, iat: now(), exp: now() + 600, jti: randomUUID() });
	return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: 600 } };
}

/* ---- the ModI profile: 3 checks of each call ---- */

function audience(path) {
	return `https://${settings.nome}${path.replace('-PDND/', '/').replace(/\/[^/]*$/, '')}`;
}

function check(request, body, service, aud) {
	const unauthorised = (detail) => new Refused(401, 'InvalidAuthorization', detail);
	const refuse = (detail) => new Refused(400, 'InteroperabilityInvalidRequest', detail);
	const headers = request.headers;

	const bearer = verify(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1], createPublicKey(providerKey), 'voucher', unauthorised).claims;
	if (bearer.eserviceId !== service)
		throw unauthorised(`voucher for ${bearer.eserviceId}`);
	if (headers.digest !== `SHA-256=${sha(body, 'base64')}`)
		throw refuse('Digest does not fit the body');
	const signature = ours(headers['agid-jwt-signature'], 'Agid-JWT-Signature', refuse);
	once(signature, 'Agid-JWT-Signature', refuse);
	if (signature.aud !== aud)
		throw refuse(`aud ${signature.aud}, not ${aud}`);
	const signed = Object.assign({}, ...(Array.isArray(signature.signed_headers) ? signature.signed_headers : []));
	for (const name of ['digest', 'content-type', 'content-encoding'])
		if (signed[name] === undefined || signed[name] !== headers[name])
			throw refuse(`signed_headers: ${name}`);
	for (const name of Object.keys(signed))
		if (signed[name] !== headers[name])
			throw refuse(`signed_headers: ${name} was not sent so`);
	const tracking = headers['agid-jwt-trackingevidence'];
	if (sha(String(tracking), 'hex') !== bearer.digest?.value)
		throw refuse('the tracking evidence is not that of the voucher');
	const evidence = ours(tracking, 'Agid-JWT-TrackingEvidence', refuse);
	if (evidence.aud !== aud || evidence.purposeId !== settings.scopi[service] || !/^[0-9]{13}$/.test(evidence.dnonce ?? ''))
		throw refuse('tracking evidence: aud, purposeId or dnonce');
	for (const name of ['userID', 'userLocation', 'LoA'])
		if (typeof evidence[name] !== 'string' || !evidence[name] || evidence[name].length > 20 || /[A-Z]{6}[0-9]{2}/.test(evidence[name]))
			throw refuse(`tracking evidence: ${name}`);
}

/* ---- ANPR ---- */

function question(body, service) {
	const refuse = (detail) => new Refused(400, 'InvalidRequestContent', detail);
	let asked;
	try { asked = JSON.parse(body); } catch { throw refuse('no JSON'); }
	const { codiceFiscale, idANPR } = asked.criteriRicerca ?? {}, data = asked.datiRichiesta ?? {};
	if (!/^[A-Za-z0-9]{1,30}$/.test(asked.idOperazioneClient ?? '') || seen.has(`op ${asked.idOperazioneClient}`))
		throw refuse('idOperazioneClient');
	if (!/^\d{4}-\d{2}-\d{2}$/.test(data.dataRiferimentoRichiesta ?? '') || !(data.motivoRichiesta ?? '').trim() || data.casoUso !== service)
		throw refuse('datiRichiesta');
	if ((service === 'C030') === (idANPR !== undefined) || (codiceFiscale !== undefined) === (idANPR !== undefined))
		throw refuse('criteriRicerca');
	return [asked, people.find((person) => (idANPR !== undefined ? person.idANPR === idANPR : person.codiceFiscale === codiceFiscale))];
}

const error = (code, text) => ({ status: 404, body: { idOperazioneANPR: String(58438000 + seen.size), listaErrori: [{ codiceErroreAnomalia: code, tipoErroreAnomalia: 'E', testoErroreAnomalia: text }] } });

/* The family of a person: those whose `famiglia` names the same sheet, the intestatario first. */
function household(person) {
	const members = person.famiglia ? people.filter((other) => other.famiglia?.scheda === person.famiglia.scheda) : [person];
	const datiSoggetto = members.map((member) => ({
		generalita: member.generalita, identificativi: { idANPR: member.idANPR }, datiDecesso: member.datiDecesso,
		legameSoggetto: { codiceLegame: member.famiglia?.legame ?? '1', tipoLegame: '1', dataDecorrenza: member.famiglia?.dal ?? '2015-03-01' },
	}));
	return { status: 200, body: { idOperazioneANPR: String(58438000 + seen.size), listaSoggetti: { datiSoggetto }, listaAnomalie: [] } };
}

function found(person, service) {
	const one = { generalita: person.generalita, identificativi: { idANPR: person.idANPR } };
	if (service === 'C030')
		delete one.generalita;
	if (service === 'C015')
		Object.assign(one, { statoCivile: person.statoCivile, infoSoggettoEnte: [{ id: '1003', chiave: 'Verifica esistenza in vita', valore: person.vivo ?? 'S' }] });
	if (service === 'C020')
		one.residenza = person.residenza;
	if (service === 'C016')
		one.datiDecesso = person.datiDecesso;
	if (service === 'C018')
		one.cittadinanza = person.cittadinanza ?? [{ descrizioneStato: 'ITALIA' }];
	if (service === 'C021')
		return household(person);
	return { status: 200, body: { idOperazioneANPR: String(58438000 + seen.size), listaSoggetti: { datiSoggetto: [one] }, listaAnomalie: [] } };
}

const problem = (status, title, more = {}) => ({ status, body: { type: 'about:blank', title, status }, problem: true, ...more });

/* What goes wrong with a person: after the search by code, so that every step of a lookup is met. */
function trouble(person, service) {
	const turn = (turns.get(person.prova + person.idANPR) ?? 0) + 1;
	turns.set(person.prova + person.idANPR, turn);
	const good = () => found(person, service);
	switch (person.prova) {
	case 'cancellato': return error('EN122', 'Soggetto cancellato da ANPR');
	case 'solo_generalita': return ['C018', 'C020', 'C021'].includes(service) ? error('EN122', 'La richiesta effettuata non produce alcun risultato') : good();
	case 'in_registrazione': return error('EN214', 'Non è possibile consultare i dati del soggetto: la famiglia cui appartiene è ancora in fase di registrazione');
	case 'lento': return { ...good(), delay: settings.lentezza ?? 30 };
	case '500': return problem(500, 'InternalError');
	case '503': return problem(503, 'APIUnavailable');
	case '503-poi': return turn % 2 ? problem(503, 'APIUnavailable') : good();
	case '429': return problem(429, 'TooManyRequests', { headers: { 'Retry-After': '60' } });
	case '429-poi': return turn % 2 ? problem(429, 'TooManyRequests', { headers: { 'Retry-After': '1' } }) : good();
	case '403': return problem(403, 'AuthorizationDeny');
	case '401': return problem(401, 'AuthorizationExpired');
	case '401-poi': return turn % 2 ? problem(401, 'AuthorizationExpired') : good();
	case '400': return problem(400, 'InteroperabilityInvalidRequest');
	case 'troncata': return { ...good(), cut: true };
	case 'enorme': return { status: 200, raw: Buffer.alloc(3 * 1024 * 1024, 'x') };
	case 'lista': return { status: 200, body: [1, 2, 3] };
	case 'vuoto': return { status: 200, body: { idOperazioneANPR: '1', listaSoggetti: { datiSoggetto: [] }, listaAnomalie: [] } };
	case 'altro': return found({ ...people[0], idANPR: person.idANPR, generalita: service === 'C030' ? undefined : people[0].generalita }, service);
	case 'firma': return { ...good(), stranger: true };
	case 'impronta': return { ...good(), wrongDigest: true };
	default: return good();
	}
}

function anpr(request, body, path) {
	const service = /\/(C\d{3})-[A-Za-z]+\/v1\/anpr-service-e002$/.exec(path)?.[1];
	if (!settings.scopi[service] || request.method !== 'POST')
		return problem(404, 'NotFound');
	counts.servizi[service] = (counts.servizi[service] ?? 0) + 1;
	check(request, body, service, audience(path));
	const [asked, person] = question(body, service);
	const outcome = person ? trouble(person, service) : error('EN122', 'Soggetto non registrato in ANPR');
	/* what the gateway turns away never reached ANPR: its number may come again */
	if (!outcome.problem)
		seen.add(`op ${asked.idOperazioneClient}`);
	return outcome;
}

/* ---- the tax register: it knows all the people, and refuses one ---- */

function vcf(request, body, path) {
	counts.servizi.VCF = (counts.servizi.VCF ?? 0) + 1;
	check(request, body, 'VCF', `https://${settings.nome}${path}`);
	const { codiceFiscale } = JSON.parse(body);
	const known = people.find((person) => person.codiceFiscale === codiceFiscale);
	if (known?.prova === '500' || known?.prova === '503')
		return problem(Number(known.prova), 'InternalError');
	return { status: 200, body: { codiceFiscale, valido: Boolean(known), messaggio: known ? 'Codice fiscale valido' : 'Codice fiscale non presente in Anagrafe Tributaria' } };
}

/* ---- answers ---- */

function send(answer, outcome) {
	const raw = outcome.raw ?? Buffer.from(JSON.stringify(outcome.body));
	const digest = `SHA-256=${sha(outcome.wrongDigest ? 'altro' : raw, 'base64')}`;
	const type = outcome.problem ? 'application/problem+json' : 'application/json';
	const headers = { 'Content-Type': type, 'Content-Length': raw.length, ...outcome.headers };
	if (!outcome.plain && !outcome.problem) {
		headers.Digest = digest;
		headers['Agid-JWT-Signature'] = sign({ iss: 'anpr', iat: now(), nbf: now(), exp: now() + 300, jti: randomUUID(),
			signed_headers: [{ digest }, { 'content-type': type }] }, outcome.stranger ? strangerKey : providerKey);
	}
	const go = () => {
		answer.writeHead(outcome.status, headers);
		if (outcome.cut) {
			answer.write(raw.subarray(0, raw.length / 2));
			answer.destroy();
		} else {
			answer.end(raw);
		}
	};
	if (outcome.delay)
		setTimeout(go, outcome.delay * 1000).unref();
	else
		go();
}

function serve(request, body) {
	const path = new URL(request.url, 'https://x').pathname;
	if (path === '/prova/conteggi')
		return { status: 200, body: counts, plain: true };
	if (path === '/prova/giu' || path === '/prova/su') {
		down = path === '/prova/giu';
		return { status: 200, body: { giu: down }, plain: true };
	}
	if (down)
		return problem(503, 'APIUnavailable', { headers: { 'Retry-After': '30' } });
	try {
		if (request.method === 'POST' && path === '/token.oauth2')
			return { ...voucher(request, body), plain: true };
		if (path.startsWith('/govway/rest/in/MinInternoPortaANPR-PDND/'))
			return anpr(request, body, path);
		if (request.method === 'POST' && path === '/govway/rest/in/AgenziaEntrate-PDND/verificaCodiceFiscale/v1/verifica')
			return vcf(request, body, path);
		return problem(404, 'NotFound');
	} catch (refused) {
		const status = refused.status ?? 400, title = refused.title ?? 'InvalidRequestContent';
		counts.rifiuti.push(`${title}: ${refused.message}`);
		console.log(`refused ${path}: ${title}: ${refused.message}`);
		return path === '/token.oauth2' ? { status, body: { error: title }, plain: true } : problem(status, title);
	}
}

const server = https.createServer({ cert: readFileSync(settings.certificato), key: readFileSync(settings.chiave), minVersion: 'TLSv1.2' }, (request, answer) => {
	const pieces = [];
	request.on('data', (piece) => pieces.push(piece));
	request.on('end', () => send(answer, serve(request, Buffer.concat(pieces))));
});
server.listen(settings.porta ?? 0, '127.0.0.1', () => {
	settings.nome = `localhost:${server.address().port}`;
	writeFileSync(`${settings.pronto}.nuovo`, String(server.address().port));
	renameSync(`${settings.pronto}.nuovo`, settings.pronto);
});
process.on('SIGTERM', () => process.exit(0));
