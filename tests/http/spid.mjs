/*
 * What siz-spid leaves after a login, without a login: its own functions, under its own role.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { sql } from './client.mjs';

const base = { idp: 'https://gestore.example', livello: 2, email: 'persona@example.org', session_index: '_indice' };
export const persone = {
	cpi: { ...base, codice_fiscale: 'DMCFLL80A41E648X', nome: 'Fiorella', cognome: 'D\'Amico <b>&"Serrabassa', name_id: '_nome-cpi' },
	serd: { ...base, codice_fiscale: 'RSSMRA75B02E648Q', nome: 'Mario', cognome: 'Fontanili', name_id: '_nome-serd' },
	spazza: { ...base, codice_fiscale: 'VRDLCU79E05E648K', nome: 'Luca', cognome: 'Verdelli', name_id: '_nome-spazza' },
	sospeso: { ...base, codice_fiscale: 'BNCLRA70C43E648T', nome: 'Lara', cognome: 'Bianchini', name_id: '_nome-sospeso' },
	operatrice: { ...base, codice_fiscale: 'VLTGLI82D44E648W', nome: 'Giulia', cognome: 'Vailati', name_id: '_nome-operatrice' },
};

/* One provider, as `siz-spid idp` would have registered it. */
export function gestore() {
	sql("INSERT INTO spid_idp (entity_id, nome, metadati) VALUES ('https://gestore.example', 'Gestore di esempio', '<x/>') ON CONFLICT DO NOTHING");
}

const quote = (text) => `'${String(text).replace(/'/g, "''")}'`;

function as_spid(text) {
	const { PGHOST, PGDATABASE } = process.env;
	execFileSync('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-h', PGHOST, '-U', 'siz_spid', '-d', PGDATABASE, '-c', text], { encoding: 'utf8' });
}

/* Leave the outcome of a login of that person; the token that its cookie holds. */
export function lascia(persona, ritorno) {
	const token = randomBytes(32).toString('base64url');
	const { idp, livello, codice_fiscale, nome, cognome, email, name_id, session_index } = persona;
	as_spid(`SELECT spid_esito_lascia(${quote(token)}, ${quote(idp)}, ${livello}, 'CODICE', ${quote(`TINIT-${codice_fiscale}`)}, ${quote(nome)}, ${quote(cognome)},
		${quote(email)}, ${quote(name_id)}, ${quote(session_index)}, ${quote(ritorno)}, 1)`);
	return token;
}

/* The same, and go where siz-spid leads. */
export async function entra(client, persona, ritorno) {
	const token = lascia(persona, ritorno);
	client.cookies.set('__Host-siz-spid-esito', token);
	return { answer: await client.get('/accesso/spid'), token };
}
